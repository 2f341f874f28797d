//! Judging: the plan's rules, applied to the lines of a claim in their order.

use crate::{
	adjudication::{self, Judged, Left, Priced},
	ClaimOf, ClaimedService, Claims, Config, Docket, Error, Flags, Line, LineUse, Pallet,
};
use alloc::{rc::Rc, vec::Vec};
use frame_support::{ensure, pallet_prelude::ConstU32, BoundedVec};
use salus_primitives::{
	day_of, days_after, end_of_day, AdjustmentGroup, AdjustmentReason, Amount, Authorisations,
	Benefit, BenefitUse, Certificate, ClaimId, Coverage, CoverageRef, Day, FamilyUse, LineDecision,
	Membership, Moment, NetworkId, PlanId, References, Service, Shared, Silence, Terms, VersionId,
	YearOfFamily, YearOfMember, MAX_VERSIONS, MAX_YEARS,
};
use sp_runtime::DispatchError;

/// The versions of a plan's terms.
type Versions = BoundedVec<(Day, VersionId), ConstU32<MAX_VERSIONS>>;

/// How lines are decided that rules cannot decide.
#[derive(Clone, Copy)]
pub(crate) enum Ruling<'a> {
	/// They wait for the payer.
	Wait,
	/// As somebody says.
	Person(&'a [LineDecision]),
	/// As the plan says of a payer that does not decide.
	Silence(Silence),
}

/// What came of judging a line.
pub(crate) enum Verdict {
	/// It is decided.
	Decided(Judged),
	/// Rules cannot decide it.
	Undecided,
}

/// Everything that lines are judged by. What they use of the coverage is noted here, and stored by
/// [`Bench::close`].
pub(crate) struct Bench<T: Config> {
	plan: PlanId,
	versions: Versions,
	provider: T::AccountId,
	member: T::AccountId,
	membership: Option<Membership<T::AccountId>>,
	family: Option<(u32, FamilyUse)>,
	certificate: Option<Certificate<T::AccountId>>,
	/// The lines of the claim that was decided before.
	prior: Option<Vec<Line>>,
	/// Whether another plan has to decide first.
	pub(crate) first: Option<PlanId>,
	terms: Vec<(VersionId, Rc<Terms>)>,
	network: Option<(Day, NetworkId)>,
	received: Moment,
	pub(crate) flags: Flags,
	/// Whether a person should look at the claim, whatever its lines are.
	pub(crate) unusual: bool,
	member_changed: bool,
	certificate_changed: bool,
}

impl<T: Config> Bench<T> {
	/// Looks up what the claim of `docket` is judged by.
	pub(crate) fn open(docket: &Docket<T>) -> Self {
		let Docket { id: ClaimId { plan, .. }, claim, .. } = docket;
		let membership = T::Coverage::membership(*plan, &claim.member);
		let family = membership
			.as_ref()
			.and_then(|membership| membership.family)
			.map(|family| (family, T::Coverage::family_use(*plan, family)));
		let certificate =
			claim.authorisation.and_then(T::Authorisations::certificate).filter(|certificate| {
				certificate.plan == *plan
					&& certificate.member == claim.member
					&& certificate.provider == claim.provider
			});
		Self {
			plan: *plan,
			versions: docket.plan.versions.clone(),
			provider: claim.provider.clone(),
			member: claim.member.clone(),
			membership,
			family,
			certificate,
			prior: None,
			first: None,
			terms: alloc::vec![(claim.version, docket.terms.clone())],
			network: None,
			received: claim.received.moment(),
			flags: claim.flags,
			unusual: false,
			member_changed: false,
			certificate_changed: false,
		}
	}

	/// Whether the plan that pays before this one has decided.
	pub(crate) const fn is_coordinated(&self) -> bool {
		self.prior.is_some()
	}

	/// Looks at what the plan that pays before this one decided, if there is one. When a claim is
	/// `new`, there has to be one if the claim says so; after that, the order may have changed.
	pub(crate) fn coordinate(
		&mut self,
		id: ClaimId,
		claim: &ClaimOf<T>,
		new: bool,
	) -> Result<(), DispatchError> {
		let Some(membership) = &self.membership else { return Ok(()) };
		let Some(CoverageRef { plan, member }) = &membership.after else {
			ensure!(!new || claim.prior.is_none(), Error::<T>::PaysFirst);
			return Ok(());
		};
		let Some(prior) = claim.prior.filter(|prior| prior.plan == *plan) else {
			self.first = Some(*plan);
			return Ok(());
		};
		let prior = Claims::<T>::get(prior.plan, prior.number).ok_or(Error::<T>::UnknownPrior)?;
		ensure!(prior.provider == claim.provider, Error::<T>::UnknownPrior);
		if !new && prior.member != *member {
			self.first = Some(*plan);
			return Ok(());
		}
		ensure!(prior.member == *member, Error::<T>::UnknownPrior);
		ensure!(prior.is_decided() && !prior.appealed, Error::<T>::PriorUndecided);
		let free = prior.next == Some(id) || !Pallet::<T>::is_coordinated(&prior);
		ensure!(free, Error::<T>::Coordinated);
		let alike = prior.lines.len() == claim.lines.len()
			&& prior.lines.iter().zip(&claim.lines).all(|(before, now)| {
				let (before, now) = (&before.service, &now.service);
				before.units == now.units
					&& before.billed == now.billed
					&& before.date == now.date
					&& before.reference == now.reference
			});
		ensure!(alike, Error::<T>::PriorDiffers);
		self.prior = Some(prior.lines.into_inner());
		Ok(())
	}

	/// The terms on `day`.
	fn terms_on(&mut self, day: Day) -> Option<Rc<Terms>> {
		let (_, version) = self.versions.iter().rev().find(|(from, _)| *from <= day)?;
		if let Some((_, terms)) = self.terms.iter().find(|(known, _)| known == version) {
			return Some(terms.clone());
		}
		let terms = Rc::new(T::Coverage::terms(self.plan, *version)?);
		self.terms.push((*version, terms.clone()));
		Some(terms)
	}

	/// The provider's network on `day`.
	fn network_on(&mut self, day: Day) -> NetworkId {
		match self.network {
			Some((known, network)) if known == day => network,
			_ => {
				let network = T::Coverage::network(self.plan, &self.provider, day);
				self.network = Some((day, network));
				network
			}
		}
	}

	/// Judges the line `index`. `duplicate` tells whether the same was claimed before.
	pub(crate) fn judge(
		&mut self,
		index: usize,
		line: &ClaimedService,
		duplicate: bool,
		ruling: Ruling,
	) -> (Verdict, Option<Service>) {
		let prior_share = self
			.prior
			.as_ref()
			.and_then(|lines| lines.get(index))
			.map(|line| line.adjusted(AdjustmentGroup::Patient));
		let decision = match ruling {
			Ruling::Person(decisions) => {
				decisions.get(index).copied().unwrap_or(LineDecision::ByRule)
			}
			_ => LineDecision::ByRule,
		};
		let overruled = matches!(decision, LineDecision::Allow(_) | LineDecision::Grant);
		let refuse = |group, reason| {
			let judged = adjudication::refuse(line.billed, prior_share, (group, reason));
			(Verdict::Decided(judged), None)
		};

		if let Err((group, reason)) = self.ensure_covered(line.date) {
			return refuse(group, reason);
		}
		let terms = self.terms_on(line.date);
		let late = terms.as_ref().is_some_and(|terms| {
			days_after(end_of_day(line.date), terms.filing_days) <= self.received
		});
		if late && !overruled {
			return refuse(AdjustmentGroup::Contractual, AdjustmentReason::FiledLate);
		}
		if duplicate {
			return refuse(AdjustmentGroup::Other, AdjustmentReason::Duplicate);
		}
		let service = T::Coverage::service(self.plan, &line.tag)
			.filter(|service| service.from <= line.date && line.date <= service.until);
		let (Some(service), Some(terms)) = (service, terms) else {
			return refuse(AdjustmentGroup::Contractual, AdjustmentReason::UnknownService);
		};
		let group = terms.benefits.get(usize::from(service.group));
		let Some(benefit) = service.benefit.as_ref().or(group).cloned() else {
			return refuse(AdjustmentGroup::Contractual, AdjustmentReason::UnknownService);
		};
		let network = self.network_on(line.date);
		let Some(left) = self.left(&terms, &service, &benefit) else {
			return refuse(AdjustmentGroup::Contractual, AdjustmentReason::FiledLate);
		};
		if !overruled {
			if terms.references && !self.happened(line) {
				return refuse(AdjustmentGroup::Contractual, AdjustmentReason::Reference);
			}
			if benefit.authorisation {
				if let Err(reason) = self.authorised(line) {
					return refuse(AdjustmentGroup::Contractual, reason);
				}
			}
			if decision == LineDecision::Deny {
				return refuse(AdjustmentGroup::Payer, AdjustmentReason::NotNecessary);
			}
		}

		let fee = service.fee(network).map(|fee| fee.saturating_mul(line.units.into()));
		let allowed = match (decision, ruling, fee) {
			(LineDecision::Allow(amount), ..) => amount,
			(_, Ruling::Wait, Some(_)) if benefit.review && benefit.covered => {
				return (Verdict::Undecided, Some(service));
			}
			(_, Ruling::Silence(Silence::Refuses), fee)
				if self.unusual || benefit.review || fee.is_none() =>
			{
				return refuse(AdjustmentGroup::Payer, AdjustmentReason::NotNecessary);
			}
			(_, _, Some(fee)) => fee,
			(LineDecision::Grant, _, None) => line.billed,
			(_, Ruling::Silence(Silence::Grants), None) => line.billed,
			(_, _, None) if !benefit.covered => line.billed,
			(_, _, None) => return (Verdict::Undecided, Some(service)),
		};
		let priced = Priced {
			billed: line.billed,
			units: line.units,
			allowed: allowed.min(line.billed),
			prior_share,
		};
		// What a person allows is covered.
		let benefit = Benefit { covered: benefit.covered || overruled, ..benefit };
		let mut judged = adjudication::judge(priced, &benefit, left, terms.year, service.group);
		if let Some(used) = judged.used.as_mut() {
			if benefit.authorisation {
				used.authorised = self.use_authorisation(line);
			}
			self.note(used, judged.paid, true);
		}
		(Verdict::Decided(judged), Some(service))
	}

	/// Ensures that the member is covered on `date`, and by this plan first.
	fn ensure_covered(&self, date: Day) -> Result<(), adjudication::Refusal> {
		use AdjustmentGroup::{Other, Patient};
		let Some(membership) = &self.membership else {
			return Err((Patient, AdjustmentReason::NotMember));
		};
		if date < membership.from {
			return Err((Patient, AdjustmentReason::BeforeCoverage));
		}
		if date > membership.until {
			return Err((Patient, AdjustmentReason::AfterCoverage));
		}
		if self.first.is_some() {
			return Err((Other, AdjustmentReason::OtherPayerFirst));
		}
		Ok(())
	}

	/// What is left in the benefit year. `None` if that is so long ago that it is not kept.
	fn left(&mut self, terms: &Terms, service: &Service, benefit: &Benefit) -> Option<Left> {
		let membership = self.membership.as_mut()?;
		let tier = terms.tiers.get(usize::from(membership.tier)).copied().unwrap_or_default();
		let used = of_year(&mut membership.used, terms.year)?;
		let of_benefit = used
			.benefits
			.iter()
			.find(|used| used.group == service.group)
			.copied()
			.unwrap_or_default();
		let mut deductible = tier.deductible.individual.saturating_sub(used.shared.deductible);
		let mut out_of_pocket =
			tier.out_of_pocket.individual.saturating_sub(used.shared.out_of_pocket);
		if let Some((_, family)) = self.family.as_mut() {
			let used = of_year(family, terms.year)?;
			deductible =
				deductible.min(tier.deductible.family.saturating_sub(used.shared.deductible));
			out_of_pocket = out_of_pocket
				.min(tier.out_of_pocket.family.saturating_sub(used.shared.out_of_pocket));
		}
		Some(Left {
			deductible,
			out_of_pocket,
			units: benefit.max_units.map(|most| most.saturating_sub(of_benefit.units)),
			paid: benefit.max_paid.map(|most| most.saturating_sub(of_benefit.paid)),
		})
	}

	/// Whether what the line refers to happened. Flags what cannot have been so.
	fn happened(&mut self, line: &ClaimedService) -> bool {
		let Some(noted) = T::References::happened(&self.provider, &line.reference) else {
			return false;
		};
		if day_of(noted) < line.date {
			self.flags.insert(Flags::IMPOSSIBLE_DATE);
		}
		true
	}

	/// Whether the line is authorised.
	fn authorised(&self, line: &ClaimedService) -> Result<(), AdjustmentReason> {
		let certificate = self.certificate.as_ref().ok_or(AdjustmentReason::NotAuthorised)?;
		let in_time = certificate.from <= line.date && line.date <= certificate.until;
		let service = certificate
			.services
			.iter()
			.find(|service| in_time && service.tag == line.tag)
			.ok_or(AdjustmentReason::NotAuthorised)?;
		if service.units.saturating_sub(service.used) < line.units {
			return Err(AdjustmentReason::AuthorisationUsedUp);
		}
		Ok(())
	}

	/// Takes the units of a line from the authorisation. Answers with how many that were.
	fn use_authorisation(&mut self, line: &ClaimedService) -> u32 {
		let Some(certificate) = self.certificate.as_mut() else { return 0 };
		let Some(service) = certificate.services.iter_mut().find(|service| service.tag == line.tag)
		else {
			return 0;
		};
		let taken = service.units.saturating_sub(service.used).min(line.units);
		service.used = service.used.saturating_add(taken);
		self.certificate_changed |= taken > 0;
		taken
	}

	/// Gives back what a line used.
	pub(crate) fn give_back(&mut self, line: &Line) {
		let Some(used) = &line.used else { return };
		self.note(used, line.paid, false);
		if used.authorised > 0 {
			if let Some(certificate) = self.certificate.as_mut() {
				let tag = line.service.tag;
				let services = certificate.services.iter_mut();
				for service in services.filter(|service| service.tag == tag) {
					service.used = service.used.saturating_sub(used.authorised);
					self.certificate_changed = true;
				}
			}
		}
	}

	/// Adds what a line used to what the member and the family used, or takes it off.
	fn note(&mut self, line: &LineUse, paid: Amount, add: bool) {
		let shift = |value: Amount, by: Amount| {
			if add {
				value.saturating_add(by)
			} else {
				value.saturating_sub(by)
			}
		};
		let share = |shared: &mut Shared| {
			shared.deductible = shift(shared.deductible, line.deductible);
			shared.out_of_pocket = shift(shared.out_of_pocket, line.out_of_pocket);
		};
		let Some(membership) = self.membership.as_mut() else { return };
		let Some(year) = of_year(&mut membership.used, line.year) else { return };
		self.member_changed = true;
		share(&mut year.shared);
		if line.limited {
			let of_group = match year.benefits.iter().position(|used| used.group == line.group) {
				Some(at) => year.benefits.get_mut(at),
				None => {
					let new = BenefitUse { group: line.group, units: 0, paid: 0 };
					// There is room for every group there is.
					let _ = year.benefits.try_push(new);
					year.benefits.last_mut()
				}
			};
			if let Some(used) = of_group {
				used.units = if add {
					used.units.saturating_add(line.units)
				} else {
					used.units.saturating_sub(line.units)
				};
				used.paid = shift(used.paid, paid);
			}
		}
		if let Some(year) = self.family.as_mut().and_then(|(_, used)| of_year(used, line.year)) {
			share(&mut year.shared);
		}
	}

	/// Stores what was used.
	pub(crate) fn close(self, authorisation: Option<u64>) {
		if let Some(membership) = self.membership.filter(|_| self.member_changed) {
			T::Coverage::note_use(self.plan, &self.member, membership.used);
			if let Some((family, used)) = self.family {
				T::Coverage::note_family_use(self.plan, family, used);
			}
		}
		if let (Some(certificate), Some(id), true) =
			(self.certificate, authorisation, self.certificate_changed)
		{
			T::Authorisations::note_use(id, certificate.services);
		}
	}
}

/// What is kept of a benefit year.
trait OfYear {
	fn year(&self) -> u16;
	fn begin(year: u16) -> Self;
}

impl OfYear for YearOfMember {
	fn year(&self) -> u16 {
		self.year
	}

	fn begin(year: u16) -> Self {
		Self { year, ..Default::default() }
	}
}

impl OfYear for YearOfFamily {
	fn year(&self) -> u16 {
		self.year
	}

	fn begin(year: u16) -> Self {
		Self { year, ..Default::default() }
	}
}

/// What is kept of `year`, which begins if need be. Years are in their order, and the first makes room.
/// `None` if `year` is before all that are kept, and there is no room.
fn of_year<Y: OfYear>(used: &mut BoundedVec<Y, ConstU32<MAX_YEARS>>, year: u16) -> Option<&mut Y> {
	let mut at = used.iter().position(|kept| kept.year() >= year).unwrap_or(used.len());
	if used.get(at).is_none_or(|kept| kept.year() != year) {
		if used.is_full() {
			at = at.checked_sub(1)?;
			used.remove(0);
		}
		used.try_insert(at, Y::begin(year)).ok()?;
	}
	used.get_mut(at)
}

impl<T: Config> Pallet<T> {
	/// The day it is.
	pub(crate) fn today() -> Day {
		use frame_support::traits::Time;
		day_of(T::Time::now())
	}
}
