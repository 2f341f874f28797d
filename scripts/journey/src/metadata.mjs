// Finds Salus's own vocabulary in the chain's metadata, so that no index is typed in here.

const CRATE = 'salus_primitives';

/** The number of the variant `name` of the vocabulary's enum `type`. */
export function variantIndex(registry, type, name) {
	const { def } = vocabularyType(registry, type);
	const variant = def.asVariant.variants.find((candidate) => candidate.name.eq(name));
	if (!variant) {
		throw new Error(`the chain's ${type} has no ${name}`);
	}
	return variant.index.toNumber();
}

/** The bit set that holds the variants `names` of `type`. */
export function bitSet(registry, type, names) {
	return names.reduce((bits, name) => bits | (1n << BigInt(variantIndex(registry, type, name))), 0n);
}

/** The set that holds one segment. */
export function segmentSet(segment) {
	return 1n << BigInt(segment);
}

/** The set that holds several. */
export function segmentsSet(segments) {
	return segments.reduce((bits, segment) => bits | segmentSet(segment), 0n);
}

/** A value of the type with `id` in the metadata. */
export function create(registry, id, value) {
	return registry.createTypeUnsafe(registry.createLookupType(id), [value]);
}

/** The argument `name` of `call` with this value, as the chain encodes it. */
export function argument(call, name, value) {
	const { type } = call.meta.args.find((candidate) => candidate.name.eq(name));
	return call.meta.registry.createType(type.toString(), value);
}

/** The variants of `type` that are in the set `bits`. */
export function names(registry, type, bits) {
	const { variants } = vocabularyType(registry, type).def.asVariant;
	return variants
		.filter(({ index }) => (Number(bits) >> index.toNumber()) & 1)
		.map(({ name }) => name.toString());
}

/** A codec value in words: `Purpose`, `Refused(Purpose)`, `Recall(I, Patient)`. */
export function words(codec) {
	if (codec instanceof Map) {
		return [...codec.values()].map(words).join(', ');
	}
	const variant = codec?.type;
	const inner = codec?.inner;
	if (variant === undefined || inner === undefined) {
		return String(codec);
	}
	return inner.toRawType() === 'Null' ? variant : `${variant}(${words(inner)})`;
}

function vocabularyType(registry, name) {
	const found = registry.lookup.types.find(({ type: { path } }) => {
		const segments = path.map(String);
		return segments.at(0) === CRATE && segments.at(-1) === name;
	});
	if (!found) {
		throw new Error(`the chain's metadata knows no ${name}`);
	}
	return found.type;
}
