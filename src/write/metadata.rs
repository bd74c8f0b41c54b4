//! What a payload keeps when it is fixed: owner, group and extended attributes, which hold access lists.

use std::fs::{File, Metadata};
use std::io;
use std::path::Path;

use super::error::Error;

/// Returns an error if the user may not write to the file, or it has further names that would keep the old text.
#[allow(
    clippy::disallowed_methods,
    reason = "nothing is written, but asked whether the user may"
)]
pub(super) fn check(path: &Path, found: &Metadata) -> Result<(), Error> {
    if found.permissions().readonly() {
        return Err(Error::ReadOnly);
    }
    match File::options().write(true).open(path) {
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            return Err(Error::ReadOnly);
        }
        Err(error) => return Err(error.into()),
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;

        if found.nlink() > 1 {
            return Err(Error::HardLinks(found.nlink()));
        }
    }
    Ok(())
}

/// Gives a new file what the file has that it replaces.
pub(super) fn copy(path: &Path, found: &Metadata, file: &File) -> Result<(), Error> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};

        let new = file.metadata()?;
        let changed = |old: u32, new: u32| (old != new).then_some(old);
        let (owner, group) = (
            changed(found.uid(), new.uid()),
            changed(found.gid(), new.gid()),
        );
        if owner.or(group).is_some() {
            fchown(file, owner, group).map_err(Error::Metadata)?;
        }
    }
    attributes(path, file).map_err(Error::Metadata)
}

#[cfg(target_os = "linux")]
fn attributes(path: &Path, file: &File) -> io::Result<()> {
    use rustix::fs::{XattrFlags, fsetxattr, lgetxattr, llistxattr};

    /// As much as Linux allows for the names of all attributes, and for one value.
    const MOST: usize = 1 << 16;

    let mut names = vec![0; MOST];
    let length = match llistxattr(path, &mut names[..]) {
        Ok(length) => length,
        // The file system has none.
        Err(rustix::io::Errno::NOTSUP) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    let mut value = vec![0; MOST];
    for name in names[..length].split(|&byte| byte == 0) {
        // The system labels new files itself.
        if name.is_empty() || name.starts_with(b"security.") {
            continue;
        }
        let length = lgetxattr(path, name, &mut value[..])?;
        fsetxattr(file, name, &value[..length], XattrFlags::empty())?;
    }
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn attributes(_: &Path, _: &File) -> io::Result<()> {
    Ok(())
}
