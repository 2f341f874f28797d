//! Lot numbers and expiry dates, out of the master data of instances and lots (ILMD).

use serde_json::{Map, Value};

/// The lot number.
pub fn lot_number(ilmd: Option<&Map<String, Value>>) -> Option<&str> {
	value(ilmd?, "lotNumber")
}

/// The day after which the units are not good any more, in days since the Unix epoch. An error where
/// the date is none.
pub fn expires(ilmd: Option<&Map<String, Value>>) -> Result<Option<u16>, String> {
	match ilmd.and_then(|ilmd| value(ilmd, "itemExpirationDate")) {
		Some(text) => match day(text) {
			Some(day) => Ok(Some(day)),
			None => Err(format!("{text} is no date between the years 1970 and 2149")),
		},
		None => Ok(None),
	}
}

fn value<'a>(ilmd: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
	const BEFORE: [&str; 5] = [
		"cbvmda:",
		"urn:epcglobal:cbv:mda#",
		"urn:epcglobal:cbv:mda:",
		"https://ref.gs1.org/cbv/",
		"",
	];
	let value = BEFORE.iter().find_map(|before| ilmd.get(&format!("{before}{name}")))?;
	value.as_str().or_else(|| value.get("@value")?.as_str())
}

/// The days from the Unix epoch to a date (YYYY-MM-DD, with or without a time after it).
pub fn day(text: &str) -> Option<u16> {
	let date = text.split('T').next()?;
	let mut parts = date.splitn(3, '-');
	let mut part = |length: usize| {
		let digits = parts.next()?.get(..length)?;
		digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse::<i64>().ok())?
	};
	let (year, month, day) = (part(4)?, part(2)?, part(2)?);
	// A zone may follow the day, anything else may not.
	let zone = date.get(10..)?;
	if !(zone.is_empty() || zone == "Z" || zone.starts_with(['+', '-'])) {
		return None;
	}
	let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
	let length = match month {
		2 if is_leap => 29,
		2 => 28,
		4 | 6 | 9 | 11 => 30,
		1..=12 => 31,
		_ => return None,
	};
	if !(1..=length).contains(&day) {
		return None;
	}
	// Days from civil (Howard Hinnant): years begin in March, eras of 400 years have 146,097 days.
	let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
	let in_era = year.rem_euclid(400);
	let of_year = (153 * month + 2) / 5 + day - 1;
	let days = year.div_euclid(400) * 146_097 + in_era * 365 + in_era / 4 - in_era / 100 + of_year;
	u16::try_from(days - 719_468).ok()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn days_are_counted_from_the_epoch() {
		assert_eq!(day("1970-01-01"), Some(0));
		assert_eq!(day("2000-02-29"), Some(11_016));
		assert_eq!(day("2026-11-21T10:00:00Z"), Some(20_778));
		assert_eq!(day("2026-11-21+02:00"), Some(20_778));
		assert_eq!(day("2149-06-06"), Some(u16::MAX));
		for wrong in [
			"2149-06-07",
			"1969-12-31",
			"2026-02-29",
			"2026-13-01",
			"2026-04-31",
			"2026-00-10",
			"26-01-01",
			"2026-1-1",
			"2026-01-011",
			"21.11.2026",
			"",
			"2026-01",
		] {
			assert_eq!(day(wrong), None, "{wrong}");
		}
	}

	#[test]
	fn names_are_found_in_all_their_forms() {
		let ilmd = |text| serde_json::from_str::<Map<String, Value>>(text).unwrap();
		for text in [
			r#"{"cbvmda:lotNumber":"L"}"#,
			r#"{"urn:epcglobal:cbv:mda#lotNumber":"L"}"#,
			r#"{"lotNumber":{"@value":"L"}}"#,
		] {
			assert_eq!(lot_number(Some(&ilmd(text))), Some("L"));
		}
		assert_eq!(lot_number(Some(&ilmd(r#"{"example:lotNumber":"L"}"#))), None);
		let wrong = ilmd(r#"{"cbvmda:itemExpirationDate":"soon"}"#);
		assert!(expires(Some(&wrong)).is_err());
		assert_eq!(expires(None), Ok(None));
	}
}
