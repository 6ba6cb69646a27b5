#!/usr/bin/env bash
# Runs a command in a network of its own where names like section.test answer on https, with certificates of a throw-away authority.
#
#   tests/tools/lab.sh section.test=127.0.0.1:8080 peer.test=127.0.0.1:9000 -- COMMAND...
#
# Each NAME=UPSTREAM gets its own loopback address, port 443, and a Caddy that runs docs/hosting/Caddyfile
# with the name, the upstream and the certificate changed. The command finds in its environment:
# LAB_CA (the authority, PEM), LAB_ADDRESSES (every ip:port, comma-separated), and the variables by which
# Node, OpenSSL and Python learn to trust the authority. Needs root or user namespaces; ends with status 77 where neither is given.
# Everything started here ends with the command, because it lives in the same process namespace.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
caddyfile=$here/../../docs/hosting/Caddyfile

main() {
    if [ -z "${LAB_INSIDE:-}" ]; then
        local -a apart=(unshare --mount --net --pid --fork --mount-proc --kill-child)
        # Without root, the kernel may still let a user be root in a world of their own.
        "${apart[@]}" true 2>/dev/null || apart+=(--map-root-user)
        "${apart[@]}" true 2>/dev/null || {
            echo "lab: no right to make a network of its own (root is needed)" >&2
            exit 77
        }
        LAB_DIR=$(mktemp -d "${TMPDIR:-/tmp}/preau-lab.XXXXXX")
        trap 'rm -rf "$LAB_DIR"' EXIT
        export LAB_DIR
        LAB_INSIDE=1 "${apart[@]}" bash "${BASH_SOURCE[0]}" "$@"
        return
    fi
    unset LAB_INSIDE
    local -a names=() upstreams=()
    while [ $# -gt 0 ] && [ "$1" != -- ]; do
        names+=("${1%%=*}")
        upstreams+=("${1#*=}")
        shift
    done
    shift
    ip link set lo up
    make_hosts "${names[@]}"
    make_certificates "${names[@]}"
    local i
    for i in "${!names[@]}"; do
        start_caddy "${names[$i]}" "127.0.0.$((i + 2))" "${upstreams[$i]}"
    done
    wait_for_caddy "${#names[@]}"
    "$@"
}

# The file is written first and mounted over /etc/hosts: a rename would break the mount.
make_hosts() {
    local address=2 name
    echo '127.0.0.1 localhost' >"$LAB_DIR/hosts"
    LAB_ADDRESSES=
    for name in "$@"; do
        echo "127.0.0.$address $name" >>"$LAB_DIR/hosts"
        LAB_ADDRESSES+=${LAB_ADDRESSES:+,}127.0.0.$address:443
        address=$((address + 1))
    done
    export LAB_ADDRESSES
    mount --bind "$LAB_DIR/hosts" /etc/hosts
}

# One authority and one leaf that carries every name, both on P-256, good for two days.
make_certificates() {
    local names
    names=$(printf ',DNS:%s' "$@")
    (
        cd "$LAB_DIR"
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj '/CN=Throw-away authority' \
            -addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign,cRLSign' \
            -keyout ca.key -out ca.pem
        openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$1" \
            -keyout leaf.key -out leaf.csr
        printf 'subjectAltName=%s\nextendedKeyUsage=serverAuth\n' "${names#,}" >leaf.ext
        openssl x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile leaf.ext -out leaf.pem
    ) 2>"$LAB_DIR/openssl.log" || {
        cat "$LAB_DIR/openssl.log" >&2
        return 1
    }
    export LAB_CA=$LAB_DIR/ca.pem
    export NODE_EXTRA_CA_CERTS=$LAB_CA SSL_CERT_FILE=$LAB_CA REQUESTS_CA_BUNDLE=$LAB_CA CURL_CA_BUNDLE=$LAB_CA
}

# The host's own file, with what a lab must differ in: the name, the upstream, the address and the certificate.
start_caddy() {
    local name=$1 address=$2 upstream=$3 config=$LAB_DIR/$1.caddyfile
    sed -e "0,/^{\$/s//{\\n\\tadmin off\\n\\tauto_https off/" \
        -e "s#^section\\.example {\$#$name {\\n\\tbind $address\\n\\ttls $LAB_DIR/leaf.pem $LAB_DIR/leaf.key#" \
        -e "s/127\\.0\\.0\\.1:8080/$upstream/" "$caddyfile" >"$config"
    HOME=$LAB_DIR XDG_DATA_HOME=$LAB_DIR XDG_CONFIG_HOME=$LAB_DIR \
        caddy run --config "$config" --adapter caddyfile >"$LAB_DIR/$name.log" 2>&1 &
}

wait_for_caddy() {
    local address tries
    for address in $(seq 2 $(($1 + 1))); do
        for tries in $(seq 100); do
            (exec 3<>"/dev/tcp/127.0.0.$address/443") 2>/dev/null && break
            [ "$tries" -lt 100 ] || {
                echo "lab: Caddy does not answer on 127.0.0.$address" >&2
                tail -n 5 "$LAB_DIR"/*.test.log >&2
                return 1
            }
            sleep 0.1
        done
    done
}

main "$@"
