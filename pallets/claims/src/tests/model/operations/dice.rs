//! Chance, the same everywhere.

/// xorshift64*.
pub struct Dice(u64);

impl Dice {
	pub fn new(seed: u64) -> Self {
		// Neighbouring seeds begin far apart (splitmix64).
		let mut state = seed.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
		state = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
		Self((state ^ (state >> 27)) | 1)
	}

	pub fn below(&mut self, bound: u64) -> u64 {
		self.0 ^= self.0 >> 12;
		self.0 ^= self.0 << 25;
		self.0 ^= self.0 >> 27;
		(self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % bound
	}

	pub fn one_in(&mut self, bound: u64) -> bool {
		self.below(bound) == 0
	}

	pub fn of<T: Copy>(&mut self, choices: &[T]) -> T {
		choices[self.below(choices.len() as u64) as usize]
	}

	pub fn any<T: Copy>(&mut self, choices: &[T]) -> Option<T> {
		(!choices.is_empty()).then(|| self.of(choices))
	}
}
