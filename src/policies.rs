//! Which policy a file is under: the command line's wishes, then the nearest `specwright.toml`, then what is built in.

mod document;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use specwright_spec::Errors;
use specwright_spec::input::Limit;

pub use self::document::Spec;
use self::document::read;
use crate::config::{Config, Entry, Mistakes};
use crate::contract::{ChoiceError, Contract, Contracts, Shape};
use crate::policy::{Levels, Policy};

/// What the command line wants of every file; what it leaves open the configuration says.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    /// The OpenAPI document.
    pub spec: Option<PathBuf>,
    /// The operation, by its ID or as `METHOD PATH`.
    pub operation: Option<String>,
    /// The part of the operation.
    pub part: Option<String>,
    /// How a file holds a request.
    pub shape: Option<Shape>,
    /// The levels of rules.
    pub levels: Levels,
    /// The largest document that is read.
    pub limit: Limit,
    /// Whether every defect of a document is an error.
    pub strict: bool,
}

/// Why there is no policy for a file.
#[derive(Debug)]
pub enum Failure {
    /// The configuration has mistakes.
    Config(Box<Mistakes>),
    /// The document has mistakes.
    Document(Box<Errors>),
    /// Something else is wrong, in one line: there is no such file, rule or operation.
    Message(String),
}

impl From<Box<Mistakes>> for Failure {
    fn from(mistakes: Box<Mistakes>) -> Self {
        Self::Config(mistakes)
    }
}

impl From<ChoiceError> for Failure {
    fn from(error: ChoiceError) -> Self {
        match error {
            ChoiceError::Document(errors) => Self::Document(errors),
            ChoiceError::Ambiguous { .. }
            | ChoiceError::NoOperation { .. }
            | ChoiceError::NoPart { .. }
            | ChoiceError::Schema { .. } => Self::Message(error.to_string()),
        }
    }
}

/// All policies of a run, each made once.
#[derive(Debug)]
pub struct Policies {
    wishes: Wishes,
    /// By the folder of a file, the configuration above it.
    configs: BTreeMap<OsString, Option<Arc<Config>>>,
    read: BTreeMap<PathBuf, Arc<Config>>,
    documents: BTreeMap<Option<PathBuf>, Arc<Contracts>>,
    policies: BTreeMap<Key, Arc<Policy>>,
    /// The defects that the chosen operations reach, by document.
    warnings: BTreeMap<Option<PathBuf>, Vec<Errors>>,
}

/// What tells one policy from another: the configuration, its entry, or neither.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    config: Option<PathBuf>,
    entry: Option<usize>,
}

impl Policies {
    /// No policies yet.
    #[must_use]
    pub fn new(wishes: Wishes) -> Self {
        Self {
            wishes,
            configs: BTreeMap::new(),
            read: BTreeMap::new(),
            documents: BTreeMap::new(),
            policies: BTreeMap::new(),
            warnings: BTreeMap::new(),
        }
    }

    /// The policy of a file; of the standard input that of a file in the current folder.
    ///
    /// # Errors
    /// What is wrong with the configuration or the document.
    pub fn of_file(&mut self, path: &Path) -> Result<Arc<Policy>, Failure> {
        let folder = path.parent().unwrap_or(Path::new(""));
        let config = self.config(folder)?;
        let (key, entry) = match &config {
            None => (
                Key {
                    config: None,
                    entry: None,
                },
                None,
            ),
            Some(config) => {
                let entry = entry_index(config, path);
                let key = Key {
                    config: Some(config.folder.clone()),
                    entry,
                };
                (key, entry.map(|index| &config.entries[index]))
            }
        };
        if let Some(policy) = self.policies.get(&key) {
            return Ok(Arc::clone(policy));
        }
        let policy = Arc::new(self.make(config.as_deref(), entry)?);
        self.policies.insert(key, Arc::clone(&policy));
        Ok(policy)
    }

    /// The configuration that speaks of the files of a folder.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn config(&mut self, folder: &Path) -> Result<Option<Arc<Config>>, Failure> {
        if let Some(config) = self.configs.get(folder.as_os_str()) {
            return Ok(config.clone());
        }
        let here = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        let config = match Config::find(here) {
            None => None,
            Some(path) => match self.read.get(&path) {
                Some(config) => Some(Arc::clone(config)),
                None => {
                    let config = Arc::new(Config::read(&path)?);
                    self.read.insert(path, Arc::clone(&config));
                    Some(config)
                }
            },
        };
        self.configs.insert(folder.into(), config.clone());
        Ok(config)
    }

    /// The contracts of a document.
    ///
    /// # Errors
    /// What is wrong with the document.
    pub fn contracts(&mut self, spec: Spec<'_>) -> Result<Arc<Contracts>, Failure> {
        let key = spec.path().map(Path::to_path_buf);
        if let Some(contracts) = self.documents.get(&key) {
            return Ok(Arc::clone(contracts));
        }
        let contracts = match spec.path() {
            None => Contracts::built_in(),
            Some(path) => read(spec, path, &self.wishes)?,
        };
        let contracts = Arc::new(contracts);
        self.documents.insert(key, Arc::clone(&contracts));
        Ok(contracts)
    }

    /// Chooses a contract of a document, as [`Contracts::choose`] does, and keeps the defects that it reaches.
    ///
    /// # Errors
    /// Why there is no such contract.
    pub fn choose(
        &mut self,
        spec: Spec<'_>,
        operation: Option<&str>,
        part: &str,
    ) -> Result<Contract, Failure> {
        let contracts = self.contracts(spec)?;
        let contract = contracts.choose(operation, part)?;
        self.warn(spec, &contracts, operation, part)?;
        Ok(contract)
    }

    /// Keeps the defects that a part reaches.
    ///
    /// # Errors
    /// Why there is no such part.
    pub fn warn(
        &mut self,
        spec: Spec<'_>,
        contracts: &Contracts,
        operation: Option<&str>,
        part: &str,
    ) -> Result<(), Failure> {
        if let Some(warnings) = contracts.warnings(operation, part)? {
            let key = spec.path().map(Path::to_path_buf);
            self.warnings.entry(key).or_default().push(warnings);
        }
        Ok(())
    }

    /// Returns the defects that the chosen contracts reach, one report for each document.
    #[must_use]
    pub fn warnings(&self) -> Vec<Errors> {
        let reports = self.warnings.values().map(|reached| Errors::union(reached));
        reports.flatten().collect()
    }

    /// Returns the configurations and documents that are in use.
    pub fn files(&self) -> impl Iterator<Item = PathBuf> {
        let configs = self.read.keys().cloned();
        configs.chain(self.documents.keys().flatten().cloned())
    }

    /// Holds the codes that a configuration names against the rules, and the advice of all documents that it names.
    fn check_codes(&mut self, config: &Config, contract: &Contract) -> Result<(), Failure> {
        if config.check_codes(&contract.codes()).is_ok() {
            return Ok(());
        }
        let mut codes: Vec<String> = contract.codes().into_iter().map(str::to_owned).collect();
        for entry in &config.entries {
            let part = entry.part.as_deref().unwrap_or("request");
            let contracts = self.contracts(Spec::of_entry(config, entry))?;
            if let Ok(contract) = contracts.choose(entry.operation.as_deref(), part) {
                codes.extend(contract.codes().into_iter().map(str::to_owned));
            }
        }
        let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
        Ok(config.check_codes(&codes)?)
    }

    fn make(&mut self, config: Option<&Config>, entry: Option<&Entry>) -> Result<Policy, Failure> {
        let wishes = self.wishes.clone();
        // A document of the command line's has operations of its own.
        let entry_document = entry.filter(|_| wishes.spec.is_none());
        let spec = match (wishes.spec.as_deref(), config.zip(entry_document)) {
            (Some(path), _) => Spec::CommandLine(path),
            (None, Some((config, entry))) => Spec::of_entry(config, entry),
            (None, None) => Spec::BuiltIn,
        };
        let operation = wishes
            .operation
            .as_deref()
            .or(entry_document.and_then(|entry| entry.operation.as_deref()));
        let part = wishes
            .part
            .as_deref()
            .or(entry_document.and_then(|entry| entry.part.as_deref()))
            .unwrap_or("request");
        let contract = self.choose(spec, operation, part)?;
        let mut levels = Levels::default();
        if let Some(config) = config {
            self.check_codes(config, &contract)?;
            levels = levels.overridden_by(&config.levels);
        }
        if let Some(entry) = entry {
            levels = levels.overridden_by(&entry.levels);
        }
        let shape = wishes.shape.or(entry.and_then(|entry| entry.shape));
        Ok(Policy {
            contract,
            shape: shape.unwrap_or_default(),
            levels: levels.overridden_by(&wishes.levels),
            is_configured: entry.is_some() || config.is_none_or(|config| config.entries.is_empty()),
        })
    }
}

/// Which entry of the configuration speaks of the file.
fn entry_index(config: &Config, path: &Path) -> Option<usize> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = std::fs::canonicalize(folder.unwrap_or(Path::new("."))).ok()?;
    let path = folder.join(path.file_name()?);
    let path = path.strip_prefix(&config.folder).ok()?;
    config
        .entries
        .iter()
        .position(|entry| entry.files.is_match(path))
}
