//! Files in a body of several parts.

use super::{Invalid, Media, Parts};

/// A file that is sent as one part of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    content: Vec<u8>,
    name: Option<String>,
    media_type: Option<String>,
}

impl File {
    /// Takes what is in the file. Its name is that of the member which it is sent as.
    #[must_use]
    pub fn new(content: impl Into<Vec<u8>>) -> Self {
        Self {
            content: content.into(),
            name: None,
            media_type: None,
        }
    }

    /// Sets the file's name.
    #[must_use]
    pub fn with_name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the media type, in place of the one that the document names, or of `application/octet-stream`.
    ///
    /// # Errors
    ///
    /// If the text holds anything but visible ASCII characters and spaces.
    pub fn with_media_type(mut self, media_type: impl Into<String>) -> Result<Self, Invalid> {
        let media_type = media_type.into();
        if !media_type.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            let rule = "must be of visible ASCII characters and spaces".to_owned();
            return Err(Invalid::new("the media type", rule));
        }
        self.media_type = Some(media_type);
        Ok(self)
    }

    /// What is in the file.
    #[must_use]
    pub fn content(&self) -> &[u8] {
        &self.content
    }
}

impl Parts {
    /// Adds a file.
    pub(crate) fn push_file(&mut self, name: &str, file: &File, media: Option<Media>) {
        let named = media.map(|media| media.name);
        let media = file.media_type.as_deref().or(named);
        let media = media.unwrap_or("application/octet-stream");
        let file_name = file.name.as_deref().unwrap_or(name);
        self.write(name, Some(file_name), media, &file.content);
    }
}
