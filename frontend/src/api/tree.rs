//! Reads a typed answer from a tree of JSON.
//!
//! `serde_json::from_str` would do the same with a parser of its own for every type of every answer.
//! Here the text is parsed once, by code that knows no type, and what is compiled for each type is
//! little more than its fields: about a seventh of the whole page's code less. The error says nothing for
//! the same reason: an answer that does not fit its type has one meaning, a page older than its server.

use std::fmt::{self, Display, Formatter};
use std::slice;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::Value;
use serde_json::map::Iter;

/// The data of an answer as a type. `None` when it does not fit.
pub fn read<T: DeserializeOwned>(data: &Value) -> Option<T> {
    T::deserialize(Tree(data)).ok()
}

/// That an answer does not fit its type.
#[derive(Debug)]
struct Misfit;

impl Display for Misfit {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("the answer does not fit its type")
    }
}

impl std::error::Error for Misfit {}

impl serde::de::Error for Misfit {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
    // The provided forms of these would format sentences that nobody reads.
    fn missing_field(_: &'static str) -> Self {
        Self
    }
    fn duplicate_field(_: &'static str) -> Self {
        Self
    }
    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }
    fn invalid_type(_: serde::de::Unexpected<'_>, _: &dyn serde::de::Expected) -> Self {
        Self
    }
    fn invalid_value(_: serde::de::Unexpected<'_>, _: &dyn serde::de::Expected) -> Self {
        Self
    }
}

#[derive(Clone, Copy)]
struct Tree<'a>(&'a Value);

impl<'de> Tree<'de> {
    fn number<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match (self.0.as_i64(), self.0.as_f64()) {
            (Some(whole), _) => visitor.visit_i64(whole),
            (None, Some(number)) => visitor.visit_f64(number),
            (None, None) => Err(Misfit),
        }
    }

    fn words<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.0
            .as_str()
            .map_or(Err(Misfit), |words| visitor.visit_borrowed_str(words))
    }

    fn fields<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let fields = self.0.as_object().ok_or(Misfit)?;
        visitor.visit_map(Fields {
            fields: fields.iter(),
            value: self.0,
        })
    }
}

impl<'de> Deserializer<'de> for Tree<'de> {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(_) => self.number(visitor),
            Value::String(_) => self.words(visitor),
            Value::Array(_) => self.deserialize_seq(visitor),
            Value::Object(_) => self.fields(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.0
            .as_bool()
            .map_or(Err(Misfit), |value| visitor.visit_bool(value))
    }

    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.number(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.number(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.words(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.words(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let items = self.0.as_array().ok_or(Misfit)?;
        visitor.visit_seq(Items(items.iter()))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.fields(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.fields(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_enum(Word(self.0.as_str().ok_or(Misfit)?))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i8 i16 i64 i128 u8 u16 u32 u64 u128 f32 char bytes byte_buf unit unit_struct tuple
        tuple_struct identifier
    }
}

/// The items of a list.
struct Items<'a>(slice::Iter<'a, Value>);

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Misfit;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Misfit> {
        self.0
            .next()
            .map(|item| seed.deserialize(Tree(item)))
            .transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

/// The fields of a record, and the value of the one that was named last.
struct Fields<'a> {
    fields: Iter<'a>,
    value: &'a Value,
}

impl<'de> MapAccess<'de> for Fields<'de> {
    type Error = Misfit;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Misfit> {
        let Some((name, value)) = self.fields.next() else {
            return Ok(None);
        };
        self.value = value;
        seed.deserialize(BorrowedStrDeserializer::new(name))
            .map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Misfit> {
        seed.deserialize(Tree(self.value))
    }
}

/// One of the words of the contract: a variant without content.
struct Word<'a>(&'a str);

impl<'de> EnumAccess<'de> for Word<'de> {
    type Error = Misfit;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Misfit> {
        let value = seed.deserialize(BorrowedStrDeserializer::new(self.0))?;
        Ok((value, self))
    }
}

impl<'de> VariantAccess<'de> for Word<'de> {
    type Error = Misfit;

    fn unit_variant(self) -> Result<(), Misfit> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, _: S) -> Result<S::Value, Misfit> {
        Err(Misfit)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Misfit> {
        Err(Misfit)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Misfit> {
        Err(Misfit)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::query::common::{DueDate, NodeName, Share};
    use crate::query::document::GlossaryTerm;
    use crate::query::word::{DueKind, Precision};

    fn due() -> Value {
        json!({
            "published": "from July 2020", "kind": "COMPLETION", "precision": "MONTH", "from": "2020-07-01",
            "to": null, "problem": null, "reason": null, "team": null,
            "slippageDays": null, "unknownToThePage": [1, {"a": 2}],
            "milestones": [{"published": "July", "precision": "MONTH", "from": "2020-07-01", "to": "2020-07-31"}],
        })
    }

    #[test]
    fn fields_words_lists_and_scalars_are_read() {
        let read: Option<DueDate> = read(&due());
        let Some(read) = read else {
            return assert!(read.is_some());
        };
        assert_eq!(
            (read.kind, read.precision),
            (DueKind::Completion, Some(Precision::Month))
        );
        assert_eq!(read.from.map(|date| date.0).as_deref(), Some("2020-07-01"));
        assert_eq!(read.to, None);
        assert_eq!(read.milestones.len(), 1);
    }

    #[test]
    fn records_of_any_kind_keep_their_kind() {
        let node: Option<NodeName> = read(&json!({"__typename": "Action", "path": "a/b/1"}));
        assert_eq!(node.map(|node| node.kind).as_deref(), Some("Action"));
    }

    #[test]
    fn numbers_are_whole_or_not() {
        let share: Option<Share> = read(&json!({"stated": 25, "of": 33}));
        assert_eq!(share, Some(Share { stated: 25, of: 33 }));
        assert_eq!(read::<f64>(&json!(22)), Some(22.0));
        assert_eq!(read::<f64>(&json!(98.1)), Some(98.1));
        assert_eq!(read::<i32>(&json!(3_000_000_000_u32)), None);
        assert_eq!(read::<i32>(&json!(1.5)), None);
    }

    #[test]
    fn what_does_not_fit_is_no_answer() {
        let mut word = due();
        word["kind"] = json!("NEWER_THAN_THE_PAGE");
        assert!(read::<DueDate>(&word).is_none());
        let mut missing = due();
        missing["milestones"] = json!(null);
        assert!(read::<DueDate>(&missing).is_none());
        assert!(read::<GlossaryTerm>(&json!([])).is_none());
        assert!(read::<String>(&json!(null)).is_none());
    }
}
