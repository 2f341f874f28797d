//! What is passed on.

use super::*;

#[derive(PartialEq)]
pub(super) enum Standing {
	Stands,
	NotNow,
	Never,
}

impl Oracle {
	pub fn delegate(&mut self, subject: u64, by: Who, to: Who, said: &Said) -> Outcome {
		let extent = self.extent(said)?;
		if to.account().is_none() {
			return Err("NotDelegable");
		}
		if to.account() == Some(subject) {
			return Err("SelfGrant");
		}
		self.known(subject, to)?;
		if !self.may_act(by) {
			return Err("NotAuthorized");
		}
		let parent = self.parent(subject, by, &extent, said.delegation)?;
		let link = Link { by, extent, delegation: said.delegation, parent: Box::new(parent) };
		let above = Self::delegators(&link);
		if above.iter().any(|delegator| delegator.account() == to.account()) {
			return Err("DelegationCycle");
		}
		let denied = above.iter().any(|delegator| self.is_part_denied(subject, *delegator, &link));
		if self.decisions(subject).frozen || denied {
			return Err("ParentEnded");
		}
		if let Some(older) = self.links.get(&(subject, to)) {
			if older.by != by && self.standing(subject, older) == Standing::Stands {
				return Err("AlreadyExists");
			}
		}
		self.links.insert((subject, to), link);
		Ok(())
	}

	/// Who has passed it on, from the last to the first.
	pub(super) fn delegators(link: &Link) -> Vec<Who> {
		let mut delegators = vec![link.by];
		let mut parent = &*link.parent;
		while let Parent::Link(link) = parent {
			delegators.push(link.by);
			parent = &*link.parent;
		}
		delegators
	}

	pub(super) fn parent(
		&self,
		subject: u64,
		by: Who,
		extent: &Extent,
		delegation: u8,
	) -> Result<Parent, &'static str> {
		let fits = |stands: bool, allowed: u8, outer: &Extent| {
			if !stands {
				Err("ParentEnded")
			} else if delegation >= allowed {
				Err("DelegationTooDeep")
			} else if !extent.narrower_than(outer) {
				Err("Widening")
			} else {
				Ok(())
			}
		};
		let grant = self.grants.get(&(subject, by)).map(|grant| {
			let stands = !grant.void && !grant.extent.is_over(self.now) && self.form_counts(grant);
			fits(stands, grant.delegation, &grant.extent).map(|()| Parent::Grant(grant.clone()))
		});
		let link = self.links.get(&(subject, by)).map(|link| {
			let stands = self.standing(subject, link) == Standing::Stands;
			fits(stands, link.delegation, &link.extent).map(|()| Parent::Link(link.clone()))
		});
		match (grant, link) {
			(None, None) => Err("NotFound"),
			(Some(only), None) | (None, Some(only)) => only,
			(Some(grant), Some(link)) => grant.or_else(|why| link.map_err(|_| why)),
		}
	}

	pub(super) fn is_part_denied(&self, subject: u64, delegator: Who, link: &Link) -> bool {
		let account = delegator.account().expect("no kind of licence passes on");
		let grantees = [Who::Account(account), delegator];
		grantees.iter().filter_map(|who| self.denials.get(&(subject, *who))).any(|denial| {
			let denied = &denial.extent;
			denied.timely(self.now).is_ok()
				&& denied.segments & link.extent.segments != 0
				&& !denied.actions.is_disjoint(&link.extent.actions)
				&& Purpose::ALL.iter().any(|purpose| {
					denies(&denied.purposes, *purpose) && permits(&link.extent.purposes, *purpose)
				})
		})
	}

	pub(super) fn standing(&self, subject: u64, link: &Link) -> Standing {
		let above = match &*link.parent {
			Parent::Grant(parent) => {
				let there = self.grants.get(&(subject, link.by)) == Some(parent);
				let over = parent.extent.is_over(self.now) || !self.form_counts(parent);
				if there && !over {
					Standing::Stands
				} else {
					Standing::Never
				}
			}
			Parent::Link(parent) => {
				if self.links.get(&(subject, link.by)) == Some(parent) {
					self.standing(subject, parent)
				} else {
					Standing::Never
				}
			}
		};
		match above {
			Standing::Never => Standing::Never,
			_ if link.extent.is_over(self.now) => Standing::Never,
			Standing::Stands if self.may_act(link.by) => Standing::Stands,
			_ => Standing::NotNow,
		}
	}

	pub fn end_delegation(&mut self, caller: u64, subject: u64, to: Who) -> Outcome {
		let link = self.links.get(&(subject, to)).ok_or("NotFound")?;
		if ![link.by.account(), to.account()].contains(&Some(caller)) {
			return Err("NotAuthorized");
		}
		self.links.remove(&(subject, to));
		Ok(())
	}

	pub fn revoke_delegation(&mut self, subject: u64, to: Who) -> Outcome {
		self.links.remove(&(subject, to)).map(drop).ok_or("NotFound")
	}

	pub fn reap_delegation(&mut self, subject: u64, to: Who) -> Outcome {
		let link = self.links.get(&(subject, to)).ok_or("NotFound")?;
		if self.standing(subject, link) != Standing::Never {
			return Err("StillNeeded");
		}
		self.links.remove(&(subject, to));
		Ok(())
	}
}
