//! The laws that types break, each with its smallest instance.

use std::fmt::Write as _;

use super::{Law, Sample, Subject, ask};
use crate::laws::program::{Answer, Program};
use crate::laws::{mutation, text};

/// The counts of a run, and the samples that break a law.
#[derive(Default)]
pub(super) struct Tally {
    /// The samples that the judge rejects and accepts.
    pub(super) tried: [usize; 2],
    /// The samples of later versions.
    pub(super) of_later: usize,
    pub(super) broken: Vec<(Law, Sample, Answer)>,
}

impl Tally {
    /// Renders all laws with their disagreements.
    pub(super) fn report(
        &self,
        subjects: &[Subject<'_>],
        program: &Program,
    ) -> Result<String, String> {
        let mut report = String::new();
        for law in Law::ALL {
            let these = || self.broken.iter().filter(|(found, ..)| *found == law);
            let _ = writeln!(report, "{}: {} disagreements", law.words(), these().count());
            let smallest = these().min_by_key(|(_, sample, _)| text::json(&sample.instance).len());
            if let Some((_, sample, answer)) = smallest {
                let subject = &subjects[sample.ty];
                let (sample, answer) = match law {
                    // Taken apart, it would no longer be what a later version answers.
                    Law::Openness => (sample.clone(), answer.clone()),
                    Law::Accept | Law::Refuse | Law::RoundTrip | Law::Construction => {
                        shrunk(subject, law, sample, answer, program)?
                    }
                };
                let _ = writeln!(
                    report,
                    "  `{}` ({}) and {}",
                    subject.name.name,
                    subject.name.schema,
                    text::json(&sample.instance)
                );
                let _ = match answer {
                    Ok(written) => writeln!(report, "  is written as {written}"),
                    Err(message) => writeln!(report, "  {message}"),
                };
            }
        }
        let _ = writeln!(
            report,
            "{} types, {} samples of which the schemas accept {} and refuse {}, and {} of later versions: {} disagreements",
            subjects.len(),
            self.tried[0] + self.tried[1],
            self.tried[1],
            self.tried[0],
            self.of_later,
            self.broken.len()
        );
        Ok(report)
    }
}

/// The instance with everything taken out that the disagreement does not need.
fn shrunk(
    subject: &Subject<'_>,
    law: Law,
    sample: &Sample,
    answer: &Answer,
    program: &Program,
) -> Result<(Sample, Answer), String> {
    let mut smallest = (sample.clone(), answer.clone());
    for _ in 0..100 {
        let smaller = mutation::smaller(&smallest.0.instance).into_iter();
        let candidates = smaller.map(|instance| Sample {
            instance,
            ..sample.clone()
        });
        let candidates: Vec<Sample> = candidates.collect();
        let answers = ask(program, &candidates)?;
        let mut both = candidates.into_iter().zip(answers);
        match both.find(|(sample, answer)| subject.broken(sample, answer) == Some(law)) {
            Some(next) => smallest = next,
            None => break,
        }
    }
    Ok(smallest)
}
