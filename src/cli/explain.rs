//! `specwright rules` and `specwright explain`: the table of rules, and the advice of the document.

use specwright_spec::sanitize::Text;

use super::{CLEAN, ContractArguments, say};
use crate::policies::Failure;
use crate::rules;

/// Lists all rules: code, level and summary.
pub(super) fn rules(arguments: &ContractArguments) -> Result<u8, Failure> {
    let contract = super::schema::contract(arguments)?;
    let mut text = Text::default();
    for rule in rules::ALL {
        text.push(&row(rule.code, rule.level.as_str(), rule.summary));
    }
    for advice in contract.advice() {
        let summary: Vec<&str> = advice.message.lines().map(str::trim).collect();
        text.push(&row(advice.code, "warning", summary.join(" ").trim_end()));
    }
    say(&text)?;
    Ok(CLEAN)
}

fn row(code: &str, level: &str, summary: &str) -> Text {
    Text::line(&format!("{code:21} {level:7}  {summary}"))
}

/// Explains the rule of that code.
pub(super) fn rule(code: &str, arguments: &ContractArguments) -> Result<u8, Failure> {
    let contract = super::schema::contract(arguments)?;
    let mut text = Text::default();
    if let Some(rule) = rules::find(code) {
        text.push(&Text::line(&format!(
            "{} ({})",
            rule.code,
            rule.level.as_str()
        )));
        text.push(&Text::lines(&format!(
            "\n{}.\n\n{}\n",
            rule.summary,
            rule.explanation.trim()
        )));
    }
    let advice = contract.advice();
    for advice in advice.iter().filter(|advice| advice.code == code) {
        if text != Text::default() {
            text.push(&Text::line(""));
        }
        let head = format!("{} (warning, advice of the document)", advice.code);
        text.push(&Text::line(&head));
        text.push(&Text::lines(&format!(
            "\n{}\n\nSource: {}\n",
            advice.message.trim(),
            advice.source.trim_end()
        )));
    }
    if text == Text::default() {
        let meant = crate::suggest::closest(code, contract.codes().into_iter());
        let meant = meant.map(|meant| format!("did you mean `{meant}`? "));
        let message = format!(
            "there is no rule `{code}`; {}`specwright rules` lists them all",
            meant.unwrap_or_default()
        );
        return Err(Failure::Message(message));
    }
    say(&text)?;
    Ok(CLEAN)
}
