//! What happened.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An organisation registered a sensor.
		SensorRegistered {
			/// The sensor.
			sensor: DeviceKey,
			/// The number of the registration, which the sensor signs with every report.
			registration: RegistrationId,
			/// The organisation.
			owner: T::AccountId,
			/// Commitment to maker, serial number and calibration.
			identity: Commitment,
			/// For how many seconds it may leave a container unwatched between two reports.
			interval: u32,
		},
		/// A sensor is no longer registered.
		SensorRetired {
			/// The sensor.
			sensor: DeviceKey,
			/// The number of the registration, which is over.
			registration: RegistrationId,
		},
		/// A sensor was attached to a container.
		SensorAttached {
			/// The sensor.
			sensor: DeviceKey,
			/// The container.
			container: ContainerOf<T>,
			/// From when on it may report.
			since: Seconds,
		},
		/// A sensor was detached from a container.
		SensorDetached {
			/// The sensor.
			sensor: DeviceKey,
			/// The container.
			container: ContainerOf<T>,
			/// Who detached it.
			by: T::AccountId,
			/// Whether it has left the container unwatched for too long.
			gap: bool,
		},
		/// A journey was removed: its container is gone, or nothing in it has limits.
		JourneyEnded {
			/// The container.
			container: ContainerOf<T>,
			/// How many seconds were reported out of limits.
			spent: u32,
			/// How often it was left unwatched for too long.
			gaps: u16,
		},
		/// A sensor reported, and the container is within its budget.
		Reported {
			/// The sensor.
			sensor: DeviceKey,
			/// The container.
			container: ContainerOf<T>,
			/// The report.
			report: Report,
			/// How many seconds of it count as out of limits: all, if the sensor did not know them.
			outside: u32,
			/// How many seconds were reported out of limits, all in all.
			spent: u32,
			/// Whether the container was left unwatched for too long before this report.
			gap: bool,
			/// Whether the report is kept. If not, the owner could not pay for it.
			kept: bool,
		},
		/// A sensor reported, and the container was out of limits for longer than its budget.
		ExcursionExceeded {
			/// The sensor.
			sensor: DeviceKey,
			/// The container.
			container: ContainerOf<T>,
			/// The report.
			report: Report,
			/// How many seconds of it count as out of limits: all, if the sensor did not know them.
			outside: u32,
			/// How many seconds were reported out of limits, all in all.
			spent: u32,
			/// Whether the container was left unwatched for too long before this report.
			gap: bool,
			/// Whether the report is kept. If not, the owner could not pay for it.
			kept: bool,
			/// Whether the container is in quarantine. If not, it is gone, or the sensor was detached and
			/// is not its holder's: somebody has to see to it.
			quarantined: bool,
		},
		/// What was kept of a report was removed after its retention.
		ReportReaped {
			/// The registration of the sensor.
			registration: RegistrationId,
			/// The number of the report.
			sequence: u32,
		},
	}
}
