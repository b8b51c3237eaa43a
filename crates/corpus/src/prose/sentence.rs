//! Sentences that state figures, with the facts that they state.

use crate::money::{Money, percent};
use crate::spec::{Block, Fact};

/// A paragraph in the making: its words, and beside them what they say.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    text: String,
    facts: Vec<Fact>,
}

impl Paragraph {
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), facts: Vec::new() }
    }

    /// Words that state nothing.
    pub(super) fn say(mut self, words: impl AsRef<str>) -> Self {
        self.text += words.as_ref();
        self
    }

    /// `SUBJECT AMOUNT`.
    pub(super) fn amount(mut self, money: Money, subject: &str, amount: i64) -> Self {
        self.text += subject;
        self.text += &money.words(amount);
        self.fact(subject, "amount", money.figure(amount), money.unit(), None);
        self
    }

    /// `SUBJECT NUMBER UNIT`, as in 接待3批次.
    pub(super) fn count(mut self, words: &str, subject: &str, number: i64, unit: &str) -> Self {
        self.text += &format!("{words}{number}{unit}");
        self.fact(subject, "count", number.to_string(), unit, None);
        self
    }

    /// How `amount` of `subject` compares with `before`: by how much, and by how much of it.
    pub(super) fn compared(
        mut self,
        money: Money,
        subject: &str,
        amount: i64,
        (before, with, basis): Basis<'_>,
    ) -> Self {
        let change = amount - before;
        if change == 0 {
            self.text += &format!("，与{with}持平");
            self.fact(subject, "change", "0".to_owned(), money.unit(), Some(basis));
            return self;
        }
        let (more, grew) = if change > 0 { ("增加", "增长") } else { ("减少", "下降") };
        self.text += &format!("，比{with}{more}{}", money.words(change.abs()));
        self.fact(subject, "change", money.figure(change), money.unit(), Some(basis));
        if before != 0 {
            let rate = percent(change, before);
            self.text += &format!("，{grew}{}%", rate.trim_start_matches('-'));
            self.fact(subject, "change_percent", rate, "%", Some(basis));
        }
        self
    }

    /// `占WHOLE的…%`.
    pub(super) fn share(mut self, subject: &str, whole_name: &str, part: i64, whole: i64) -> Self {
        if whole != 0 {
            let share = percent(part, whole);
            self.text += &format!("，占{whole_name}的{share}%");
            self.fact(subject, "share_percent", share, "%", None);
        }
        self
    }

    /// `完成年初预算的…%`.
    pub(super) fn completion(mut self, subject: &str, amount: i64, budget: i64) -> Self {
        if budget != 0 {
            let share = percent(amount, budget);
            self.text += &format!("，完成年初预算的{share}%");
            self.fact(subject, "completion_percent", share, "%", Some("initial_budget"));
        }
        self
    }

    fn fact(&mut self, subject: &str, measure: &str, value: String, unit: &str, basis: Option<&str>) {
        self.facts.push(Fact {
            subject: subject.to_owned(),
            measure: measure.to_owned(),
            value: value.replace(',', ""),
            unit: unit.to_owned(),
            basis: basis.map(str::to_owned),
        });
    }

    /// The paragraph with a full stop.
    pub(super) fn end(self) -> Block {
        self.say("。").end_open()
    }

    /// The paragraph as it stands.
    pub(super) fn end_open(self) -> Block {
        Block { p: Some(self.text), facts: self.facts, ..Block::default() }
    }
}

/// What an amount is compared with: the amount, its name, and the name's word in the facts.
pub(super) type Basis<'a> = (i64, &'a str, &'a str);

pub(super) fn heading(text: impl Into<String>) -> Block {
    Block { h1: Some(text.into()), ..Block::default() }
}

pub(super) fn subheading(text: impl Into<String>) -> Block {
    Block { h2: Some(text.into()), ..Block::default() }
}
