// Days since 1970, as the chain counts them.
const DAY = 24 * 60 * 60 * 1000;
const LAST = 65_535;

/** The number of `YYYY-MM-DD`, or undefined when that is no day of the chain's calendar. */
export function dayOf(date) {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) {
		return undefined;
	}
	const day = Date.parse(`${date}T00:00:00Z`) / DAY;
	// What the calendar does not have is turned into another day: 31 June into 1 July.
	return day >= 0 && day <= LAST && dateOf(day) === date ? day : undefined;
}

/** The day with this number as `YYYY-MM-DD`. */
export function dateOf(day) {
	return new Date(day * DAY).toISOString().slice(0, 10);
}

/** Seconds since 1970 as a FHIR instant. */
export function instantOf(seconds) {
	return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
