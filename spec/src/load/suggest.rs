//! What was probably meant.

use std::cell::Cell;

/// Names longer than this are not compared: the cost grows with the square.
const LONGEST: usize = 100;
/// How many pairs of names one run compares. A document of many mistakes is told fewer suggestions, not later.
const COMPARISONS: usize = 20_000;
/// How many names one run looks at, most of which are too unlike to be compared.
const LOOKS: usize = 1_000_000;

/// The search for better names, which costs one run no more than is worth it.
pub(crate) struct Suggestions {
    comparisons: Cell<usize>,
    looks: Cell<usize>,
}

impl Suggestions {
    /// As many as one run may have.
    pub(crate) fn new() -> Self {
        Self {
            comparisons: Cell::new(COMPARISONS),
            looks: Cell::new(LOOKS),
        }
    }

    /// The candidate that `name` was probably meant to be; `None` too when the search would cost too much.
    pub(crate) fn closest<'c>(
        &self,
        name: &str,
        candidates: impl IntoIterator<Item = &'c str>,
    ) -> Option<&'c str> {
        if name.len() > LONGEST || self.comparisons.get() == 0 {
            return None;
        }
        let name = folded(name);
        let mut best: Option<(f64, &str)> = None;
        for candidate in candidates {
            spend(&self.looks, 1)?;
            if !comparable(name.len(), candidate.len()) {
                continue;
            }
            // Each letter is held against each: long names count for more.
            spend(&self.comparisons, 1 + name.len() * candidate.len() / 1024)?;
            let least = best.map_or(0.85, |(best, _)| best);
            let likeness = likeness(&name, &folded(candidate), least);
            if likeness > least {
                best = Some((likeness, candidate));
            }
        }
        best.map(|(_, candidate)| candidate)
    }
}

fn spend(budget: &Cell<usize>, cost: usize) -> Option<()> {
    budget.set(budget.get().checked_sub(cost)?);
    Some(())
}

/// Whether names of these lengths can be alike.
fn comparable(name: usize, candidate: usize) -> bool {
    candidate <= LONGEST && name <= 2 * candidate && candidate <= 2 * name.max(4)
}

/// How alike two names are, from 0 to 1. Case and separators do not count, and one slip in a short name is no obstacle.
///
/// What does not exceed `least` need not be exact.
fn likeness(name: &str, candidate: &str, least: f64) -> f64 {
    let jaro = strsim::jaro_winkler(name, candidate);
    // The distance is what costs: it is not sought where it would change nothing.
    let may_be_a_slip = (0.6..0.9).contains(&jaro);
    if least >= 0.9 || !may_be_a_slip {
        return jaro;
    }
    let slips = strsim::damerau_levenshtein(name, candidate);
    let longer = name.len().max(candidate.len());
    if slips <= 1 && longer > 3 || slips <= 2 && longer > 5 {
        0.9
    } else {
        jaro
    }
}

fn folded(name: &str) -> String {
    name.chars()
        .filter(|letter| !matches!(letter, '-' | '_'))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Suggestions;

    #[test]
    fn slips_are_found_and_strangers_are_not() {
        let names = ["operationId", "parameters", "responses"];
        let suggestions = Suggestions::new();
        let closest = |name: &str| suggestions.closest(name, names);
        assert_eq!(closest("operation_id"), Some("operationId"));
        assert_eq!(closest("parametres"), Some("parameters"));
        assert_eq!(closest("response"), Some("responses"));
        assert_eq!(closest("colour"), None);
        assert_eq!(closest(&"x".repeat(10_000)), None);
    }

    #[test]
    fn the_search_gives_up_in_time() {
        let names: Vec<_> = (0..20_000).map(|at| format!("Component{at}")).collect();
        let names = || names.iter().map(String::as_str);
        let suggestions = Suggestions::new();
        assert_eq!(
            suggestions.closest("Componet7", names()),
            Some("Component7")
        );
        let mut found = 0;
        for at in 0..20_000 {
            let name = format!("Componet{at}");
            found += usize::from(suggestions.closest(&name, names()).is_some());
        }
        assert!(found < 10, "{found}");
    }
}
