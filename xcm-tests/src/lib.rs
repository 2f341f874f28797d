//! Salus among other chains.
//!
//! `tests/network` holds a relay chain and Asset Hub as small as they can be, connects the real Salus
//! runtime with them, and sends messages back and forth. There is nothing else here.
