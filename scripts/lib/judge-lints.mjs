// Reads `cargo clippy --message-format=json`, prints what is wrong and exits with 1 if anything is.
//
// The arguments are lints that code made by macros may break: a derive or a pallet attribute is not
// ours to change. Such code is pinned to a bare name or to a doc comment, while what somebody wrote
// is an expression.
import { createInterface } from 'node:readline';

const strict = new Set(process.argv.slice(2));

function madeByMacro({ spans }) {
	const lines = spans.find((span) => span.is_primary)?.text ?? [];
	if (lines.length !== 1) return false;
	const [{ text, highlight_start: start, highlight_end: end }] = lines;
	return /^(\w+|\/\/\/.*)$/.test(text.slice(start - 1, end - 1));
}

let wrong = 0;
for await (const line of createInterface({ input: process.stdin })) {
	const { reason, message } = JSON.parse(line);
	if (reason !== 'compiler-message' || !(message.code || message.level === 'error')) continue;
	if (strict.has(message.code?.code) && madeByMacro(message)) continue;
	process.stderr.write(message.rendered);
	wrong += 1;
}
process.exitCode = wrong > 0 ? 1 : 0;
