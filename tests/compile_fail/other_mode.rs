use huaweicloud_workspace::types::ResizeDesktopMode;

fn main() {
    let _ = ResizeDesktopMode::KeepRunning;
}
