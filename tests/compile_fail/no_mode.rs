use huaweicloud_workspace::types::{ResizeDesktopData, ResizeDesktopRequest};

fn main() {
    let _ = ResizeDesktopRequest::new(vec![ResizeDesktopData::new()], "p".to_owned());
}
