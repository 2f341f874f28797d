// What everybody asks the chain about packs, lots, containers and devices, answered in words.
import { Queries } from '../queries.mjs';
import { names, words } from '../metadata.mjs';
import { gap, outstanding } from './spans.mjs';

export class SupplyQueries extends Queries {
	/** What there is to say of the pack `index`: state, holder, measure, saleable or not; or why not. */
	async unit(lot, index, at, proven = lot.proven(index)) {
		return reported(await this.#verify(lot, index, at, proven), ({ state, holder, measure, saleable }) => [
			words(state),
			this.#kinds(holder),
			this.measure(measure),
			saleable.isTrue ? 'saleable' : 'not saleable',
		]);
	}

	/** The state of the pack `index` alone. */
	async state(lot, index, at) {
		return (await this.unit(lot, index, at)).split(', ')[0];
	}

	/** Where the range ends that the pack `index` is in, or `null`. */
	async rangeEnd(lot, index, at) {
		const answer = await this.#verify(lot, index, at, lot.proven(index));
		return rangeEndIn(answer);
	}

	/** Whether the pack `index` is recalled, or set apart. */
	async measureOn(lot, index, at) {
		const answer = await this.#verify(lot, index, at, lot.proven(index));
		return reported(answer, ({ measure }) => [this.measure(measure)]);
	}

	/** What there is to say of a container. */
	async container(sscc, at) {
		const answer = await this.runtimeApi('ProvenanceApi', 'verify_container', [sscc], at);
		return reported(answer, ({ holder, inTransit, depth, measure }) => [
			this.#kinds(holder),
			inTransit.isTrue ? 'in transit' : 'at hand',
			`${depth} deep`,
			this.measure(measure),
		]);
	}

	/** Between which temperatures a container has to be kept. */
	async limits(sscc) {
		const answer = await this.runtimeApi('ProvenanceApi', 'verify_container', [sscc]);
		return answer.asOk.limits.unwrap();
	}

	/** Whether the lot is recalled, for who knows what is printed on a pack. */
	async recallCheck(gtin, number, at) {
		const answer = await this.runtimeApi('ProvenanceApi', 'recall_check', [gtin, number], at);
		return reported(answer, ({ measures, inherited }) => [
			...measures.map(({ start, end, measure }) => `${start} to ${end}: ${words(measure.kind)}`),
			...(inherited.isSome ? [words(inherited.unwrap().kind)] : []),
		]) || 'nothing';
	}

	/** How a device stands, with what is wrong about it only. */
	async standing(device, at) {
		const answer = await this.view('Devices', 'standing', [device], at);
		return this.told(answer.unwrap());
	}

	/** A report about a device in words. */
	told({ condition, holder, measure, firmware, calibrationOverdue, expired }) {
		return [
			words(condition),
			this.#kinds(holder),
			...(firmware.isSome ? [`firmware ${firmware.unwrap().release}`] : []),
			...(calibrationOverdue.isTrue ? ['calibration overdue'] : []),
			...(expired.isTrue ? ['expired'] : []),
			...(measure.isSome ? [this.measure(measure)] : []),
		].join(', ');
	}

	/** A measure in words, if there is one. */
	measure(measure) {
		return measure.isSome ? words(measure.unwrap().kind) : 'no measure';
	}

	/**
	 * How many units of a lot can still reach a patient, by the address of who has them, out of what is
	 * stored at block `at`; with what is wrong with its ranges, if anything.
	 */
	async outstanding(lot, at) {
		const { products, provenance } = (await this.api.at(at)).query;
		const [entry, product, ranges, dispensed, exceptions] = await Promise.all([
			provenance.lots(lot.id),
			products.catalogue(lot.gtin),
			provenance.ranges.entries(lot.id),
			provenance.words.entries(lot.id),
			provenance.exceptions.entries(lot.id),
		]);
		const { count, fresh } = entry.unwrap();
		const spans = ranges.map(([{ args }, range]) => rangeOf(args[1], range.unwrap()));
		const opened = exceptions.filter(([, found]) => isOpened(found.unwrap()));
		const totals = outstanding({
			lot: {
				count: count.toNumber(),
				fresh: fresh.toNumber(),
				manufacturer: product.unwrap().manufacturer.toString(),
			},
			ranges: spans,
			words: dispensed.map(([{ args }, { even, odd }]) => [args[1].toNumber(), { even, odd }]),
			opened: new Set(opened.map(([{ args }]) => args[1].toNumber())),
			holders: await holdersOf(provenance, spans),
		});
		return { totals, flaw: gap(spans, fresh.toNumber()) };
	}

	#kinds(bits) {
		return names(this.registry, 'LicenceKind', bits).join(' and ') || 'nobody';
	}

	#verify(lot, index, at, { unit, proof }) {
		return this.runtimeApi('ProvenanceApi', 'verify_unit', [lot.id, index, unit, proof], at);
	}
}

/** Where the range ends, as `verify_unit` answers: a number, or `null`. */
export function rangeEndIn(answer) {
	return answer.isOk && answer.asOk.rangeEnd.isSome ? answer.asOk.rangeEnd.unwrap().toNumber() : null;
}

function reported(answer, parts) {
	return answer.isOk ? parts(answer.asOk).join(', ') : words(answer.asErr);
}

// Who has the containers in which there are `spans`: whoever has the outermost one.
async function holdersOf(provenance, spans) {
	const inside = spans.flatMap(({ place }) => (place.container === undefined ? [] : [place.container]));
	const holders = [...new Set(inside)].map(async (container) => {
		let { place } = (await provenance.containers(container)).unwrap();
		while (place.isWithin) {
			({ place } = (await provenance.containers(place.asWithin)).unwrap());
		}
		return [container, place.asHeld.holder.toString()];
	});
	return new Map(await Promise.all(holders));
}

function rangeOf(end, { start, place }) {
	return {
		start: start.toNumber(),
		// The key is in an order in which keys are sorted as numbers are.
		end: Buffer.from(end.toU8a(true)).readUInt32BE(),
		place: placeOf(place),
	};
}

function placeOf(place) {
	if (place.isGone) {
		return { gone: true };
	}
	return place.isContainer
		? { container: place.asContainer.toString() }
		: { holder: place.inner.holder.toString() };
}

function isOpened({ portions }) {
	return portions.isSome && portions.unwrap().left.toNumber() > 0;
}
