//! What was probably meant.

/// Names longer than this are not compared: the cost grows with the square.
const LONGEST: usize = 100;

/// The candidate that `name` was probably meant to be.
pub(super) fn closest<'c>(
    name: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    if name.len() > LONGEST {
        return None;
    }
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST)
        .map(|candidate| (likeness(name, candidate), candidate))
        .filter(|(likeness, _)| *likeness > 0.85)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, candidate)| candidate)
}

/// How alike two names are, from 0 to 1. Case and separators do not count, and one slip in a short name is no obstacle.
fn likeness(name: &str, candidate: &str) -> f64 {
    let (name, candidate) = (folded(name), folded(candidate));
    let jaro = strsim::jaro_winkler(&name, &candidate);
    let slips = strsim::damerau_levenshtein(&name, &candidate);
    let longer = name.len().max(candidate.len());
    if slips <= 1 && longer > 3 || slips <= 2 && longer > 5 {
        jaro.max(0.9)
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
    use super::closest;

    #[test]
    fn slips_are_found_and_strangers_are_not() {
        let names = ["operationId", "parameters", "responses"];
        assert_eq!(closest("operation_id", names), Some("operationId"));
        assert_eq!(closest("parametres", names), Some("parameters"));
        assert_eq!(closest("response", names), Some("responses"));
        assert_eq!(closest("colour", names), None);
        assert_eq!(closest(&"x".repeat(10_000), names), None);
    }
}
