// Errors of calls in words, as deep as they go: `records.Refused(Purpose)`.
import { create, words } from './metadata.mjs';

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
