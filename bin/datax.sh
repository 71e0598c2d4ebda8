#!/usr/bin/env bash
# Finds Java, builds the product on first use when it runs from a checkout, and starts it: datax.sh --help tells the rest.
# Environment: JAVA_HOME, DATAX_JVM (options for Java in place of the default -Xmx1g). The option -j "OPTIONS" adds to them.
set -u

# Texts are UTF-8, also under cron, which has no locale.
case "${LC_ALL:-${LC_CTYPE:-${LANG:-}}}" in
  *UTF-8* | *utf-8* | *UTF8* | *utf8*) ;;
  *) export LC_ALL=C.UTF-8 ;;
esac

# What bash can do itself is not left to other programs: starting one takes as long as moving a thousand rows.
self=$0
case $self in */*) ;; *) self=./$self ;; esac
while [ -L "$self" ]; do
  link=$(readlink "$self")
  case $link in /*) self=$link ;; *) self=${self%/*}/$link ;; esac
done
home=$(cd "${self%/*}/.." && pwd)

fail() {
  printf '%s\n' "$@" >&2
  exit 1
}

# --- Java 17 or newer: JAVA_HOME first, then the PATH.
java=${JAVA_HOME:+$JAVA_HOME/bin/java}
[ -n "$java" ] && [ ! -x "$java" ] && fail "JAVA_HOME is $JAVA_HOME, but there is no bin/java in it." \
  "What to do: point JAVA_HOME at a JDK or JRE 17 or newer, or unset it."
[ -n "$java" ] || java=$(type -P java) || fail "There is no Java here: neither JAVA_HOME is set nor is java on the PATH." \
  "What to do: install a JDK or JRE 17 or newer."
real=$(readlink -f "$java" 2>/dev/null || echo "$java")
release=${real%/*/*}/release
version=
if [ -r "$release" ]; then
  while IFS='="' read -r key _ value _; do [ "$key" = JAVA_VERSION ] && version=$value; done <"$release"
fi
[ -n "$version" ] || version=$("$java" -version 2>&1 | sed -n 's/^[^"]*version "\([^"]*\)".*/\1/p' | head -n 1)
major=${version%%[.+-]*}
case $major in '' | *[!0-9]*) major=0 ;; esac
[ "$major" -ge 17 ] || fail "Java 17 or newer is needed; $java is ${version:-of an unknown version}." \
  "What to do: install a JDK or JRE 17 or newer and point JAVA_HOME at it."

# --- The installation: an unpacked release, or a checkout that builds itself.
built=$home
if [ ! -d "$home/lib" ]; then
  built=$home/target/datachannels
  if ! compgen -G "$built/lib/engine-*.jar" >/dev/null || ! compgen -G "$built/plugin/local/local-*.jar" >/dev/null; then
    command -v mvn >/dev/null || fail "This is a checkout that was not built yet, and there is no Maven (mvn) to build it." \
      "What to do: install Maven 3.8 or newer."
    echo "Building the product, once; this takes a minute or two ..." >&2
    (cd "$home" && mvn -B -ntp -q -DskipTests -pl '!benchmark,!job-templates' package) >&2 ||
      fail "The build failed; what Maven says stands above."
  fi
fi

# --- Options for Java: ours, the environment's, -j's.
jvm=()
args=()
while [ $# -gt 0 ]; do
  case $1 in
    -j | --jvm)
      [ $# -gt 1 ] || fail "$1 needs options for Java after it, such as -j \"-Xmx2g\"."
      read -r -a more <<<"$2"
      jvm+=("${more[@]}")
      shift
      ;;
    --jvm=*)
      read -r -a more <<<"${1#--jvm=}"
      jvm+=("${more[@]}")
      ;;
    -d | --debug) jvm+=(-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=9999) ;;
    *) args+=("$1") ;;
  esac
  shift
done
read -r -a base <<<"${DATAX_JVM:--Xmx1g}"
# With two cores the collector's threads would only take them from the job: measured, a quarter less CPU with one.
options=(-XX:-UsePerfData -Xshare:auto -Xlog:disable -Xlog:all=error:stderr -Xlog:cds*=off)
case " ${base[*]} ${jvm[*]+"${jvm[*]}"} " in
  *" -XX:+Use"*GC*) ;;
  *)
    cores=
    { read -r cores </sys/devices/system/cpu/online; } 2>/dev/null
    case $cores in
      0 | 0-1) options+=(-XX:+UseSerialGC) ;;
      *) if [ "$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)" -gt 2 ]; then options+=(-XX:+UseParallelGC); else options+=(-XX:+UseSerialGC); fi ;;
    esac
    ;;
esac
[ "$major" -ge 23 ] && options+=(--sun-misc-unsafe-memory-access=allow)
path=
for jar in "$built"/lib/*.jar; do path=$path${path:+:}$jar; done
for each in file.encoding stdout.encoding stderr.encoding sun.stdout.encoding sun.stderr.encoding; do
  options+=("-D$each=UTF-8")
done
options+=("-Ddatax.home=$home" "-Ddatax.installation=$built" -cp "$path")
main=io.datachannels.engine.cli.Main

# --- Class-data sharing: made once for each Java, and again after a build, so that a small job starts in a fraction of a second. Java
# takes no archive that is older than a jar on its class path, and does not say so.
archive=$built/cds/${real//\//_}-$version.jsa
fresh=1
for jar in "$built"/lib/*.jar; do [ "$archive" -nt "$jar" ] || fresh=; done
if [ -z "$fresh" ]; then
  if mkdir -p "$built/cds" 2>/dev/null && [ -w "$built/cds" ]; then
    "$java" "${base[@]}" -XX:ArchiveClassesAtExit="$archive.$$" "${options[@]}" $main warm-up "$built/cds/warm-up.$$" >/dev/null 2>&1
    mv -f "$archive.$$" "$archive" 2>/dev/null || : >"$archive" # empty: it did not work, and is not tried at every start
    rm -rf "$built/cds/warm-up.$$"
  fi
fi
[ -s "$archive" ] && options+=("-XX:SharedArchiveFile=$archive")

if [ -t 2 ]; then
  export DATAX_TERMINAL=1
  [ -n "${COLUMNS:-}" ] || { size=$(stty size <&2 2>/dev/null) && export COLUMNS=${size#* }; }
fi
# The terminal's width: bash finds it out after any command that it waits for.
[ -t 1 ] && shopt -s checkwinsize && (:) && export COLUMNS
exec "$java" "${base[@]}" "${jvm[@]+"${jvm[@]}"}" "${options[@]}" $main "${args[@]+"${args[@]}"}"
