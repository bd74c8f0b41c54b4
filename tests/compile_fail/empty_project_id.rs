use huaweicloud_workspace::types::ProjectId;

const PROJECT: ProjectId = ProjectId::from_static("");

fn main() {
    let _ = PROJECT;
}
