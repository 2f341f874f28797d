//! Verification: what everybody may ask, without a fee.

use crate::{
	word, CaseStatus, Config, ContainerReport, Exceptions, LotId, LotNumber, LotOf, LotReport,
	Pallet, Place, RangeOf, Span, Stage, UnitReport, UnitState, VerificationProblem, Words,
	UNITS_PER_WORD,
};
use frame_support::traits::Time;
use salus_primitives::{end_of_day, Credentials, Gtin, LicenceKind, Products, RecallDepth, Sscc};
use sp_core::H256;

/// Who dispenses, or uses up, what they have.
const DISPENSERS: [LicenceKind; 2] = [LicenceKind::Pharmacy, LicenceKind::Facility];

impl<T: Config> Pallet<T> {
	pub(crate) fn do_verify_unit(
		id: LotId,
		index: u32,
		unit: H256,
		proof: &[H256],
	) -> Result<UnitReport, VerificationProblem> {
		let lot = Self::lot(&id).map_err(|_| VerificationProblem::UnknownLot)?;
		Self::ensure_proven(&lot, index, unit, proof).map_err(VerificationProblem::Proof)?;
		let (range_end, range) = Self::covering(&id, index).unzip();
		let place = match &range {
			Some(range) => Some(range.place.clone()),
			None => Self::fresh_place(&lot).ok(),
		};
		let holder = place.as_ref().and_then(|place| Self::last_holder(place).ok());
		let exception = Exceptions::<T>::get(id, index);
		let case = exception.as_ref().and_then(|exception| exception.case);
		let left = exception.and_then(|exception| exception.portions).map(|portions| portions.left);
		let word = Words::<T>::get(id, word::number(index));
		let dispensed = word.is_dispensed(word::offset(index));
		let state = match (dispensed, left) {
			(true, Some(left)) if left > 0 => UnitState::PartlyDispensed { left },
			(true, _) => UnitState::Dispensed,
			(false, _) => Self::state_in_chain(&lot, range.as_ref(), holder.as_ref()),
		};
		let state = Self::state_under(case.map(|(_, status)| status), state);
		let expired = T::Time::now() >= end_of_day(lot.expires);
		let span = Span { lot: id, start: index, end: index.saturating_add(1) };
		let kinds = holder.map(|who| T::Credentials::licence_kinds(&who)).unwrap_or_default();
		// What is left of an opened unit is where its holder has it.
		let used_up = dispensed && left.is_none_or(|left| left == 0);
		let level = match used_up {
			true => RecallDepth::Patient,
			false if DISPENSERS.into_iter().any(|kind| kinds.contains(kind)) => {
				RecallDepth::Pharmacy
			}
			false => RecallDepth::Wholesale,
		};
		let container_measure = match &place {
			Some(Place::Container(container)) => {
				Self::chain(container).ok().and_then(|chain| chain.measure)
			}
			_ => None,
		};
		let measure = Self::measure_on(&id, &lot, &span, level);
		let measure = Self::severest(measure.iter().chain(container_measure.iter()));
		let sound = matches!(
			state,
			UnitState::Active
				| UnitState::InTransit
				| UnitState::Received
				| UnitState::Cleared
				| UnitState::Returned
				| UnitState::Verified
				| UnitState::Resold
		);
		Ok(UnitReport {
			state,
			holder: kinds,
			expires: lot.expires,
			expired,
			measure,
			case,
			saleable: sound && !expired && measure.is_none(),
			range_end,
		})
	}

	/// What follows from where a unit is that is not dispensed.
	fn state_in_chain(
		lot: &LotOf<T>,
		range: Option<&RangeOf<T>>,
		holder: Option<&T::AccountId>,
	) -> UnitState {
		let Some(range) = range else { return UnitState::Active };
		let mut stage = range.stage;
		match &range.place {
			Place::Gone { reason, .. } => return UnitState::Decommissioned(*reason),
			Place::Reported { discrepancy, .. } => return UnitState::Reported(*discrepancy),
			Place::Container(container) => {
				if let Ok(chain) = Self::chain(container) {
					if chain.receive_by.is_some() {
						return UnitState::InTransit;
					}
					if chain.returns {
						stage = Stage::Returned;
					}
				}
			}
			Place::Stock { .. } => {}
		}
		let manufacturer = T::Products::product(&lot.gtin).map(|product| product.manufacturer);
		match stage {
			Stage::Returned => UnitState::Returned,
			Stage::Verified => UnitState::Verified,
			Stage::Resold => UnitState::Resold,
			Stage::New if manufacturer.as_ref() == holder => UnitState::Active,
			Stage::New => UnitState::Received,
		}
	}

	/// What a case makes of a `state`.
	fn state_under(case: Option<CaseStatus>, state: UnitState) -> UnitState {
		let in_use = matches!(state, UnitState::Active | UnitState::Received);
		match case {
			Some(CaseStatus::Suspect) => UnitState::Suspect,
			Some(CaseStatus::Quarantined) => UnitState::Quarantined,
			Some(CaseStatus::Illegitimate) => UnitState::Illegitimate,
			Some(CaseStatus::Cleared) if in_use => UnitState::Cleared,
			Some(CaseStatus::Cleared) | None => state,
		}
	}

	pub(crate) fn do_verify_container(sscc: Sscc) -> Result<ContainerReport, VerificationProblem> {
		let unknown = VerificationProblem::UnknownContainer;
		let container = Self::container(&sscc).map_err(|_| unknown)?;
		let chain = Self::chain(&sscc).map_err(|_| unknown)?;
		let overdue = |by: &salus_primitives::Seconds| T::Time::now() > by.moment();
		Ok(ContainerReport {
			holder: T::Credentials::licence_kinds(&chain.holder),
			in_transit: chain.receive_by.is_some(),
			overdue: chain.receive_by.as_ref().is_some_and(overdue),
			depth: chain.depth.saturating_sub(1),
			contents: container.contents,
			measure: chain.measure,
			limits: container.limits,
		})
	}

	pub(crate) fn do_recall_check(
		gtin: Gtin,
		number: LotNumber,
	) -> Result<LotReport, VerificationProblem> {
		let id = LotId::of(&gtin, &number);
		let lot = Self::lot(&id).map_err(|_| VerificationProblem::UnknownLot)?;
		let product = T::Products::product(&lot.gtin);
		let product = product.iter().flat_map(|product| product.measures.iter());
		let origins =
			lot.derived.then(|| Self::inherited_measure(&id, RecallDepth::Wholesale)).flatten();
		Ok(LotReport {
			expires: lot.expires,
			expired: T::Time::now() >= end_of_day(lot.expires),
			measures: lot.measures.to_vec(),
			inherited: Self::severest(product.chain(origins.iter())),
		})
	}

	pub(crate) fn do_outstanding(span: Span) -> u32 {
		let Ok(lot) = Self::lot(&span.lot) else { return 0 };
		let page = UNITS_PER_WORD.saturating_mul(UNITS_PER_WORD);
		let end = span.end.min(lot.count).min(span.start.saturating_add(page));
		let mut gone = 0u32;
		let mut at = span.start;
		while let Some((ends, range)) = Self::covering(&span.lot, at).filter(|_| at < end) {
			let next = ends.min(end);
			if matches!(range.place, Place::Gone { .. }) {
				gone = gone.saturating_add(next.saturating_sub(at));
			} else if range.touched {
				gone = gone.saturating_add(Self::used_up(&Span { start: at, end: next, ..span }));
			}
			at = next;
		}
		end.saturating_sub(span.start).saturating_sub(gone)
	}

	/// How many units of `span` are dispensed, with nothing left.
	fn used_up(span: &Span) -> u32 {
		let mut count = 0u32;
		let (mut known, mut word) = (None, crate::Word::default());
		for index in span.start..span.end {
			let number = word::number(index);
			if known != Some(number) {
				(known, word) = (Some(number), Words::<T>::get(span.lot, number));
			}
			let at = word::offset(index);
			let opened =
				word.is_marked(at).then(|| Exceptions::<T>::get(span.lot, index)).flatten();
			let left = opened.and_then(|of| of.portions).map_or(0, |portions| portions.left);
			count = count.saturating_add((word.is_dispensed(at) && left == 0).into());
		}
		count
	}
}
