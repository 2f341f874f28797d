// Errors of calls in words, as deep as they go: `records.Refused(Purpose)`.
import { create, words } from './metadata.mjs';

// What nodes say about transactions that no block may have: names of InvalidTransaction.
const INVALID = [
	[/Inability to pay some fees/, 'Payment'],
	[/Invalid signing address/, 'BadSigner'],
];

/** Why the node took no transaction at all: `invalid: Payment`, or the first line of `message`. */
export function turnedAway(message) {
	const known = INVALID.find(([pattern]) => pattern.test(message));
	return known ? `invalid: ${known[1]}` : message.split('\n')[0];
}

/** What `error`, a DispatchError, says. */
export function describe(registry, error) {
	if (!error.isModule) {
		return words(error);
	}
	const { section, name, fields } = registry.findMetaError(error.asModule);
	const [nested] = fields;
	if (!nested) {
		return `${section}.${name}`;
	}
	// The first byte is the pallet's error, the others are its fields.
	const bytes = error.asModule.error.toU8a(true).subarray(1);
	return `${section}.${name}(${words(create(registry, nested.type, bytes))})`;
}
