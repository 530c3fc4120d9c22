# Shared by the scripts of this folder (sourced, not run).

# Prints what happens, apart from what commands print.
say() { printf '==> %s\n' "$*" >&2; }

# Ends with a message that says what to do.
fail() { printf 'error: %s\n' "$*" >&2; exit 1; }

# Runs a command as root: as it is, or through sudo.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo -- "$@"
    else fail "'$*' needs root, and there is no sudo; run it as root and try again"
    fi
}

# Installs Debian packages, without starting the services in them: a test needs the programs alone.
install_packages() {
    command -v apt-get >/dev/null || fail "please install: $* (this is no Debian machine, so this script does not know how)"
    say "installing $*"
    policy=/usr/sbin/policy-rc.d
    placed=
    if ! [ -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
        as_root chmod 755 "$policy"
        placed=yes
    fi
    result=0
    {
        as_root apt-get -qq update &&
            as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "$@"
    } >&2 || result=$?
    [ -z "$placed" ] || as_root rm -f "$policy"
    [ "$result" = 0 ] || fail "could not install $*"
}

# Whether a container engine answers.
engine_runs() { command -v docker >/dev/null && docker info >/dev/null 2>&1; }

# The mirror that this machine's apt uses, so that the packages come from where this machine gets all others.
# Empty where apt has none: then mmdebstrap takes its own default.
mirror() {
    apt-get indextargets --format '$(CREATED_BY) $(SITE)' 2>/dev/null |
        awk '$1 == "Packages" && $2 ~ /debian\/?$/ { print $2; exit }'
}
