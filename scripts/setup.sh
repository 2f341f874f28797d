#!/usr/bin/env bash
# Installs what Salus is built, run and tested with, on Debian or Ubuntu.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=scripts/lib/common.sh
. scripts/lib/common.sh

usage() {
	cat <<-END
		Usage: scripts/setup.sh [OPTIONS]

		Installs what is missing to build and run Salus: Debian packages (as root, or with sudo),
		and with rustup the toolchain that rust-toolchain.toml names. Says what it installs, and
		asks before it uses root.

		Options:
		  --check  list what is missing, install nothing; exits with 1 when something is missing
		  --tests  also what scripts/test.sh needs: shellcheck, cargo-deny, zepter, taplo
		  --yes    do not ask
		  --help   this text

		Environment:
		  SALUS_TOOLS_DIR  where cargo-deny and zepter go (default: ~/.cache/salus/tools)
	END
}

check=false
tests=false
yes=false
for argument in "$@"; do
	case $argument in
	--check) check=true ;;
	--tests) tests=true ;;
	--yes | -y) yes=true ;;
	--help | -h)
		usage
		exit 0
		;;
	*) fail "unknown option $argument: see scripts/setup.sh --help" ;;
	esac
done

salus_env
tools=${SALUS_TOOLS_DIR:-$HOME/.cache/salus/tools}
least_node=20.19

# The toolchain, as rust-toolchain.toml names it.
channel=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
toolchain_list() {
	sed -n "s/^$1 = \[\(.*\)\]/\1/p" rust-toolchain.toml | tr -d '",'
}
read -ra components <<<"$(toolchain_list components)"
read -ra targets <<<"$(toolchain_list targets)"

# What cargo installs for the tests: name and version.
cargo_tools=("cargo-deny 0.20.2" "zepter 1.88.2")

# missing_packages: Debian packages that are not installed, one a line.
missing_packages() {
	local package tool
	local packages=(clang libclang-dev protobuf-compiler cmake pkg-config libssl-dev)
	if $tests; then
		packages+=(shellcheck)
	fi
	for package in "${packages[@]}"; do
		[ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] ||
			echo "$package"
	done
	# Any provider will do for these.
	for tool in g++ make git curl; do
		has_tool "$tool" || echo "$tool"
	done
}

# missing_toolchain: what rustup has to add, one a line, as `toolchain NAME`, `component NAME` or
# `target NAME`.
missing_toolchain() {
	local name installed
	if ! rustup toolchain list | grep -q "^$channel-"; then
		echo "toolchain $channel"
		return
	fi
	installed=$(rustup component list --installed --toolchain "$channel")
	for name in "${components[@]}"; do
		grep -qE "^$name(-|$)" <<<"$installed" || echo "component $name"
	done
	for name in "${targets[@]}"; do
		grep -qx "rust-std-$name" <<<"$installed" || echo "target $name"
	done
}

# missing_cargo_tools: `NAME VERSION`, one a line.
missing_cargo_tools() {
	local tool
	for tool in "${cargo_tools[@]}"; do
		[ "$("$tools/bin/${tool% *}" --version 2>/dev/null)" = "$tool" ] || echo "$tool"
	done
}

# missing_node_tools: what npm has to install, one a line.
missing_node_tools() {
	cmp -s scripts/tools/package-lock.json scripts/tools/node_modules/.installed-lock.json ||
		echo "taplo"
}

# What has to be there before: this script cannot install it.
by_hand=()
has_tool rustup || by_hand+=("rustup, with the instructions of https://rustup.rs")
node_version=$(node --version 2>/dev/null || true)
node_version=${node_version#v}
if ! has_tool npm || ! printf '%s\n' "$least_node" "${node_version:-0}" | sort -CV; then
	by_hand+=("Node.js $least_node or newer with npm, from https://nodejs.org")
fi
has_tool dpkg-query || by_hand+=("a Debian or Ubuntu system, or the packages that this script names")

packages=()
rust=()
cargo_installs=()
node_installs=()
if has_tool dpkg-query; then
	mapfile -t packages < <(missing_packages)
fi
if has_tool rustup; then
	mapfile -t rust < <(missing_toolchain)
fi
if $tests; then
	mapfile -t cargo_installs < <(missing_cargo_tools)
	mapfile -t node_installs < <(missing_node_tools)
fi

if [ $((${#by_hand[@]} + ${#packages[@]} + ${#rust[@]} + ${#cargo_installs[@]} + ${#node_installs[@]})) -eq 0 ]; then
	say "nothing is missing"
	exit 0
fi

say "missing:"
for item in "${by_hand[@]}"; do
	note "by hand: $item"
done
if [ ${#packages[@]} -gt 0 ]; then
	note "Debian packages (root): ${packages[*]}"
fi
for item in "${rust[@]}"; do
	note "rustup: $item"
done
for item in "${cargo_installs[@]}"; do
	note "cargo, into $tools: $item"
done
for item in "${node_installs[@]}"; do
	note "npm, into scripts/tools: $item"
done
if $check; then
	exit 1
fi
if [ ${#by_hand[@]} -gt 0 ]; then
	fail "install by hand what is listed so, then run this again"
fi

if [ ${#packages[@]} -gt 0 ]; then
	root=()
	if [ "$(id -u)" -ne 0 ]; then
		has_tool sudo || fail "root is needed: run as root: apt-get install ${packages[*]}"
		root=(sudo)
	fi
	if ! $yes; then
		[ -t 0 ] || fail "nobody to ask whether root may be used: run again with --yes"
		read -r -p "Install the Debian packages as root? [y/N] " answer
		[[ $answer =~ ^[Yy] ]] || fail "not installed: run as root: apt-get install ${packages[*]}"
	fi
	say "installing Debian packages"
	"${root[@]}" apt-get update -q ||
		fail "apt-get update failed: see above, check the network and the package sources"
	"${root[@]}" env DEBIAN_FRONTEND=noninteractive \
		apt-get install -qy --no-install-recommends "${packages[@]}" ||
		fail "apt-get could not install the packages: see above"
fi

for item in "${rust[@]}"; do
	say "installing the Rust $item"
	case $item in
	toolchain*)
		rustup toolchain install "$channel" --profile minimal --no-self-update \
			"${components[@]/#/--component=}" "${targets[@]/#/--target=}"
		;;
	component*) rustup component add "${item#* }" --toolchain "$channel" ;;
	target*) rustup target add "${item#* }" --toolchain "$channel" ;;
	esac || fail "rustup failed: see above, check the network"
done

# Quick to build is what counts: these run for seconds.
for item in "${cargo_installs[@]}"; do
	say "building $item"
	env -u CARGO_TARGET_DIR CARGO_PROFILE_DEV_DEBUG=0 CARGO_PROFILE_DEV_OPT_LEVEL=0 \
		cargo install --quiet --locked --debug --force --root "$tools" \
		"${item% *}" --version "${item#* }" ||
		fail "cargo could not install $item: see above"
done

if [ ${#node_installs[@]} -gt 0 ]; then
	say "installing ${node_installs[*]}"
	npm ci --prefix scripts/tools --loglevel=error ||
		fail "npm could not install the packages of scripts/tools: see above"
	cp scripts/tools/package-lock.json scripts/tools/node_modules/.installed-lock.json
fi

say "everything is there"
