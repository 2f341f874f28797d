//! Forms and their versions.

use super::*;

impl Oracle {
	pub fn publish(&mut self, who: u64) -> Outcome {
		if !self.is_organisation(who) {
			return Err("NotAuthorized");
		}
		self.last_form += 1;
		self.forms.insert(self.last_form, Form { institution: who, latest: 1, required: 1 });
		Ok(())
	}

	pub(super) fn form_of(&mut self, who: u64, policy: u32) -> Result<&mut Form, &'static str> {
		let form = self.forms.get_mut(&policy).ok_or("UnknownPolicy")?;
		if form.institution == who {
			Ok(form)
		} else {
			Err("NotAuthorized")
		}
	}

	pub fn version(&mut self, who: u64, policy: u32, reconsent: bool) -> Outcome {
		let form = self.form_of(who, policy)?;
		form.latest += 1;
		if reconsent {
			form.required = form.latest;
		}
		Ok(())
	}

	pub fn require(&mut self, who: u64, policy: u32) -> Outcome {
		let form = self.form_of(who, policy)?;
		form.required = form.latest;
		Ok(())
	}

	pub fn retire(&mut self, who: u64, policy: u32) -> Outcome {
		self.form_of(who, policy)?;
		self.forms.remove(&policy);
		Ok(())
	}
}
