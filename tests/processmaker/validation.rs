//! Laravel's validation: the rules that ProcessMaker's forms have, their English
//! messages, and the answer to a form that breaks them.

mod url;

use serde::Serialize;

use crate::php::Associative;
use crate::reply::Reply;

/// What a field must be, beside being there.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Rule<'a> {
    Email,
    /// One of these.
    In(&'a [&'a str]),
    /// So many characters at most.
    Max(usize),
    /// None of these, whatever the case of their letters.
    Unique(&'a [&'a str]),
    Url,
}

/// What is wrong with a form: the fields in the order they were looked at, each
/// with its messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Errors(Associative<String, Vec<String>>);

impl Errors {
    pub(crate) fn none() -> Self {
        Self(Associative(Vec::new()))
    }

    /// Looks at a field. One that is not there breaks no other rule.
    pub(crate) fn require(&mut self, field: &str, value: Option<&str>, rules: &[Rule<'_>]) {
        let name = displayed(field);
        match value {
            None => self.add(field, format!("The {name} field is required.")),
            Some(value) => {
                let messages = rules.iter().filter_map(|rule| rule.broken_by(name, value));
                messages.for_each(|message| self.add(field, message));
            }
        }
    }

    pub(crate) fn add(&mut self, field: &str, message: String) {
        let Associative(fields) = &mut self.0;
        match fields.iter_mut().find(|(name, _)| name == field) {
            Some((_, messages)) => messages.push(message),
            None => fields.push((field.to_owned(), vec![message])),
        }
    }

    /// The first thing wrong with a field.
    pub(crate) fn first(&self, field: &str) -> Option<&str> {
        let (_, messages) = self.0.0.iter().find(|(name, _)| name == field)?;
        messages.first().map(String::as_str)
    }

    /// The form, if nothing is wrong with it.
    pub(crate) fn or<T>(self, form: T) -> Result<T, Self> {
        if self.0.0.is_empty() { Ok(form) } else { Err(self) }
    }

    /// 422.
    pub(crate) fn reply(&self) -> Reply {
        #[derive(Serialize)]
        struct Invalid<'a> {
            message: String,
            errors: &'a Errors,
        }
        Reply::json(422, &Invalid { message: self.summary(), errors: self })
    }

    /// The first message, and how many there are beside.
    fn summary(&self) -> String {
        let messages: Vec<&String> = self.0.0.iter().flat_map(|(_, messages)| messages).collect();
        let first = messages.first().map(|first| first.as_str()).unwrap_or_default();
        match messages.len() {
            0 | 1 => first.to_owned(),
            2 => format!("{first} (and 1 more error)"),
            count => format!("{first} (and {} more errors)", count - 1),
        }
    }
}

impl Serialize for Errors {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl Rule<'_> {
    /// The message, if the value breaks the rule.
    fn broken_by(&self, name: &str, value: &str) -> Option<String> {
        let (kept, message) = match self {
            Self::Email => {
                (is_email(value), format!("The {name} field must be a valid email address."))
            }
            Self::In(choices) => {
                (choices.contains(&value), format!("The selected {name} is invalid."))
            }
            Self::Max(most) => (
                value.chars().count() <= *most,
                format!("The {name} field must not be greater than {most} characters."),
            ),
            Self::Unique(others) => (
                !others.iter().any(|other| other.eq_ignore_ascii_case(value)),
                format!("The {name} has already been taken."),
            ),
            Self::Url => (url::is_url(value), format!("The {name} field must be a valid URL.")),
        };
        (!kept).then_some(message)
    }
}

/// What ProcessMaker calls a field in a message.
fn displayed(field: &str) -> &str {
    match field {
        "firstname" => "First Name",
        "lastname" => "Last Name",
        other => other,
    }
}

/// Far less than RFC 5322, which Laravel asks.
fn is_email(text: &str) -> bool {
    let is_word = |text: &str| !text.is_empty() && !text.contains([' ', '@', ',', '"']);
    text.split_once('@').is_some_and(|(person, host)| is_word(person) && is_word(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(value: Option<&str>, rules: &[Rule<'_>]) -> Errors {
        let mut errors = Errors::none();
        errors.require("firstname", value, rules);
        errors
    }

    #[test]
    fn every_rule_has_its_message() {
        for (value, rule, message) in [
            ("maria", Rule::Email, "The First Name field must be a valid email address."),
            ("b", Rule::In(&["a"]), "The selected First Name is invalid."),
            ("äö", Rule::Max(1), "The First Name field must not be greater than 1 characters."),
            ("Maria", Rule::Unique(&["maria"]), "The First Name has already been taken."),
            ("x://y", Rule::Url, "The First Name field must be a valid URL."),
        ] {
            assert_eq!(checked(Some(value), &[rule]).first("firstname"), Some(message));
        }
        for (value, rule) in [
            ("maria@example.com", Rule::Email),
            ("a", Rule::In(&["a"])),
            ("äö", Rule::Max(2)),
            ("jane", Rule::Unique(&["maria"])),
            ("http://127.0.0.1", Rule::Url),
        ] {
            assert_eq!(checked(Some(value), &[rule]).or("form"), Ok("form"));
        }
    }

    #[test]
    fn what_is_not_there_is_required_and_nothing_else() {
        let errors = checked(None, &[Rule::Max(1), Rule::Url]);
        assert_eq!(errors.first("firstname"), Some("The First Name field is required."));
        assert_eq!(errors.summary(), "The First Name field is required.");
        assert_eq!(errors.first("lastname"), None);
    }

    #[test]
    fn the_summary_counts_and_the_fields_keep_their_order() {
        let mut errors = checked(Some("no"), &[Rule::Max(1), Rule::Url]);
        assert!(errors.summary().ends_with(" (and 1 more error)"), "{}", errors.summary());
        errors.require("email", None, &[]);
        assert!(errors.summary().ends_with(" (and 2 more errors)"), "{}", errors.summary());
        let body = String::from_utf8(errors.reply().body).unwrap();
        assert!(body.contains(r#""errors":{"firstname":["#), "{body}");
        assert!(body.ends_with(r#""email":["The email field is required."]}}"#), "{body}");
    }
}
