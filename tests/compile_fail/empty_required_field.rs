use huaweicloud_workspace::types::{ResizeDesktopMode, ResizeDesktopRequest};

fn main() {
    let _ = ResizeDesktopRequest::new(Vec::new(), None, ResizeDesktopMode::StopDesktop);
}
