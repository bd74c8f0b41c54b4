//! Where an API is served.

/// A server of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Server {
    /// Its address, with the names of variables in braces.
    pub url: &'static str,
    /// The first line of what the document says about it; empty if it says nothing.
    pub description: &'static str,
    /// The variables, in declared order.
    pub variables: &'static [ServerVariable],
}

/// A variable in the address of a [`Server`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServerVariable {
    /// Its name.
    pub name: &'static str,
    /// Its value where none is given.
    pub default: &'static str,
    /// The values that it may have; any where there are none here.
    pub values: &'static [&'static str],
    /// The first line of what the document says about it; empty if it says nothing.
    pub description: &'static str,
}

impl Server {
    /// The address with values in the place of its variables: those of these pairs of names and values, and the defaults of
    /// the others.
    ///
    /// # Errors
    ///
    /// A name that no variable has, or a value that its variable may not have.
    pub fn address(&self, values: &[(&str, &str)]) -> Result<String, InvalidServerVariable> {
        let invalid = values.iter().find(|(name, value)| {
            let variable = self.variables.iter().find(|known| known.name == *name);
            !variable.is_some_and(|known| known.values.is_empty() || known.values.contains(value))
        });
        if let Some((name, value)) = invalid {
            return Err(InvalidServerVariable {
                name: (*name).to_owned(),
                value: (*value).to_owned(),
            });
        }
        let mut address = String::new();
        let mut rest = self.url;
        while let Some((before, (name, behind))) = rest
            .split_once('{')
            .and_then(|(before, behind)| Some((before, behind.split_once('}')?)))
        {
            address.push_str(before);
            let given = values.iter().find(|(known, _)| *known == name);
            let default = self.variables.iter().find(|known| known.name == name);
            match (given, default) {
                (Some((_, value)), _) => address.push_str(value),
                (None, Some(variable)) => address.push_str(variable.default),
                // The document declares no such variable.
                (None, None) => address.extend(["{", name, "}"]),
            }
            rest = behind;
        }
        address.push_str(rest);
        Ok(address)
    }
}

/// A value for a variable of a [`Server`] that there is not, or that may not have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidServerVariable {
    /// The name of the variable.
    pub name: String,
    /// The value.
    pub value: String,
}

impl std::fmt::Display for InvalidServerVariable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (name, value) = (&self.name, &self.value);
        write!(
            f,
            "the server has no variable {name:?} that may be {value:?}"
        )
    }
}

impl std::error::Error for InvalidServerVariable {}
