#!/usr/bin/env bash
# Measures; prints a table. Wall and CPU seconds are of the whole process, Java's start included.
#   benchmark/run.sh export [ROWS] [CHANNELS]   a table of ten mixed columns, read by the bare SDK and exported to csv, by turns
#   benchmark/run.sh import [ROWS] [CHANNELS]   ten columns written by the bare SDK and by otswriter, and copied from table to table
#   benchmark/run.sh odps [ROWS] [CHANNELS]     ten columns written to MaxCompute by the bare SDK and by odpswriter, and read again, by turns
#   benchmark/run.sh kafka [ROWS] [CHANNELS]    JSON messages of ten fields read by a bare consumer, by kafkareader as text and as fields
#   benchmark/run.sh files [ROWS]               csv and Parquet written, read and copied: CPU and allocated bytes of the task's thread, no upload
#   benchmark/run.sh start                      ten-row jobs from the shell: stream to stream, Tablestore to OSS, the same with --local
#   benchmark/run.sh stream [ROWS]              stream to stream, ten mixed columns, on one channel and two: whole processes, then the steady state
#   benchmark/run.sh jmh [PATTERN]              the hot paths
# ROUNDS=5 says how often each is measured. The emulators run in a process of their own.
set -euo pipefail
cd "$(dirname "$0")/.."
what=${1:?export, import, odps, kafka, files, start, stream or jmh}
rounds=${ROUNDS:-3}
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$work"' EXIT

[ -f benchmark/target/lib/jmh-core-1.37.jar ] || mvn -B -ntp -q -DskipTests package >&2
path=$(echo benchmark/target/benchmark-*.jar):$(echo benchmark/target/lib/*.jar | tr ' ' ':')

# timed NAME COMMAND...: one line with wall, user and system seconds; what the command prints goes to $work/last
timed() {
  local name=$1
  shift
  TIMEFORMAT='%R %U %S'
  { time "$@" >"$work/last" 2>"$work/err"; } 2>"$work/time" || { cat "$work/last" "$work/err" >&2; exit 1; }
  awk -v name="$name" '{ printf "%-28s wall %6.2f s   cpu %6.2f s\n", name, $1, $2 + $3 }' "$work/time"
}

serve() {
  mkfifo "$work/first"
  DATAX_JVM=-Xmx2g bin/datax.sh local serve --dir "$work/data" >"$work/first" 2>"$work/serve.err" &
  server=$!
  read -r endpoints <"$work/first"
  tablestore=$(sed 's/.*"tablestore":{"endpoint":"\([^"]*\)".*/\1/' <<<"$endpoints")
  odps=$(sed 's/.*"maxcompute":{"endpoint":"\([^"]*\)".*/\1/' <<<"$endpoints")
  oss=$(sed 's/.*"oss":{"endpoint":"\([^"]*\)".*/\1/' <<<"$endpoints")
}

echo "$(date -u +%Y-%m-%d) commit $(git rev-parse --short HEAD) $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg), $("${JAVA_HOME:+$JAVA_HOME/bin/}java" -version 2>&1 | head -n 1)"
case $what in
  export)
    rows=${2:-1000000}
    channels=${3:-4}
    serve
    java -Xmx1g -cp "$path" io.datachannels.benchmark.MixedTable fill "$tablestore" "$rows" 4
    connection='"accessId": "local", "accessKey": "local"'
    columns='"id", "name", "city", "note", "count", "millis", "price", "rate", "active", "digest"'
    cat >"$work/job.json" <<JOB
{"job": {"setting": {"speed": {"channel": $channels}}, "content": [{
  "reader": {"name": "otsreader", "parameter": {"endpoint": "$tablestore", $connection, "instanceName": "local",
    "table": "mixed", "column": [$columns]}},
  "writer": {"name": "osswriter", "parameter": {"endpoint": "$oss", $connection, "bucket": "local",
    "object": "mixed", "byteEncoding": "base64"}}}]}}
JOB
    sed 's/"writer".*/"writer": {"name": "streamwriter", "parameter": {"print": false}}}]}}/; /"object": "mixed"/d' "$work/job.json" >"$work/null.json"
    for _ in $(seq "$rounds"); do
      timed "bare SDK, BulkExport" java -Xmx512m -XX:+UseSerialGC -cp "$path" io.datachannels.benchmark.MixedTable export "$tablestore" "$rows" "$channels"
      sed 's/^/    /' "$work/last"
      timed "bare SDK, GetRange of 1000" java -Xmx512m -XX:+UseSerialGC -cp "$path" io.datachannels.benchmark.MixedTable read "$tablestore" "$rows" "$channels" 1000
      sed 's/^/    /' "$work/last"
      timed "export to csv" bin/datax.sh "$work/job.json" --runs "$work/runs" -j '-Xmx512m -XX:+UseSerialGC'
      grep -E 'Average|Write speed|Rows written|Time taken' "$work/last" | sed 's/^/    /'
      timed "read to a null writer" bin/datax.sh "$work/null.json" --runs "$work/runs" -j '-Xmx512m -XX:+UseSerialGC'
      grep -E 'Average|Write speed|Rows written|Time taken' "$work/last" | sed 's/^/    /'
    done
    du -cb "$work/data/oss/local"/mixed__* | tail -n 1 | awk '{ print "csv bytes: " $1 }'
    ;;
  import)
    rows=${2:-1000000}
    channels=${3:-4}
    serve
    connection="\"endpoint\": \"$tablestore\", \"accessId\": \"local\", \"accessKey\": \"local\", \"instanceName\": \"local\""
    columns='{"name": "name", "type": "string"}, {"name": "city", "type": "string"}, {"name": "note", "type": "string"}, {"name": "count", "type": "int"},
      {"name": "millis", "type": "int"}, {"name": "price", "type": "double"}, {"name": "rate", "type": "double"}, {"name": "active", "type": "bool"},
      {"name": "digest", "type": "binary"}'
    writer="{\"name\": \"otswriter\", \"parameter\": {$connection, \"table\": \"engine\", \"autoCreate\": true, \"writeMode\": \"PutRow\",
      \"primaryKey\": [{\"name\": \"id\", \"type\": \"int\"}], \"column\": [$columns]}}"
    cat >"$work/job.json" <<JOB
{"job": {"setting": {"speed": {"channel": $channels}}, "content": [{
  "reader": {"name": "streamreader", "parameter": {"sliceRecordCount": $((rows / channels)), "column": [
    {"incr": "0, 1", "type": "long"}, {"value": "customer number 4711"}, {"value": "city 42"}, {"value": "plain text of some length"},
    {"value": "123", "type": "long"}, {"value": "1767225600000", "type": "long"}, {"value": "1234.56", "type": "double"},
    {"value": "0.123456789", "type": "double"}, {"value": "true", "type": "bool"}, {"value": "sixteen bytes...", "type": "bytes"}]}},
  "writer": $writer}]}}
JOB
    cat >"$work/copy.json" <<JOB
{"job": {"setting": {"speed": {"channel": $channels}}, "content": [{
  "reader": {"name": "otsreader", "parameter": {$connection, "table": "engine",
    "column": ["id", "name", "city", "note", "count", "millis", "price", "rate", "active", "digest"]}},
  "writer": ${writer/engine/copy}}]}}
JOB
    for _ in $(seq "$rounds"); do
      for how in bulk batch; do
        timed "bare SDK, $how" java -Xmx512m -XX:+UseSerialGC -cp "$path" io.datachannels.benchmark.MixedTable $how "$tablestore" "$rows" "$channels"
        sed 's/^/    /' "$work/last"
      done
      for job in job copy; do
        timed "engine, $job" bin/datax.sh "$work/$job.json" --runs "$work/runs" -j '-Xmx512m -XX:+UseSerialGC'
        grep -E 'Write speed|Rows written|Time taken' "$work/last" | sed 's/^/    /'
      done
    done
    ;;
  odps)
    rows=${2:-1000000}
    channels=${3:-4}
    serve
    sdk=$(echo benchmark/target/benchmark-*.jar):$(echo target/datachannels/plugin/odps/*.jar benchmark/target/lib/slf4j-*.jar | tr ' ' ':')
    bare() { java -Xmx512m -XX:+UseSerialGC -cp "$sdk" io.datachannels.benchmark.OdpsTable "$@"; }
    bare create "$odps"
    connection="\"endpoint\": \"$odps\", \"accessId\": \"local\", \"accessKey\": \"local\", \"project\": \"local\", \"table\": \"mixed\", \"column\": [\"*\"]"
    cat >"$work/upload.json" <<JOB
{"job": {"setting": {"speed": {"channel": $channels}}, "content": [{
  "reader": {"name": "streamreader", "parameter": {"sliceRecordCount": $((rows / channels)), "column": [
    {"incr": "0, 1", "type": "long"}, {"value": "customer number 4711"}, {"value": "city 42"}, {"value": "plain text of some length"},
    {"value": "123", "type": "long"}, {"value": "1767225600000", "type": "long"}, {"value": "1234.56", "type": "double"},
    {"value": "0.123456789", "type": "double"}, {"value": "true", "type": "bool"}, {"value": "sixteen bytes...", "type": "bytes"}]}},
  "writer": {"name": "odpswriter", "parameter": {$connection, "truncate": true}}}]}}
JOB
    cat >"$work/download.json" <<JOB
{"job": {"setting": {"speed": {"channel": $channels}}, "content": [{
  "reader": {"name": "odpsreader", "parameter": {$connection}},
  "writer": {"name": "streamwriter", "parameter": {"print": false}}}]}}
JOB
    for _ in $(seq "$rounds"); do
      for way in upload download; do
        timed "bare SDK, $way" bare $way "$odps" "$rows" "$channels"
        sed 's/^/    /' "$work/last"
        timed "engine, $way" bin/datax.sh "$work/$way.json" --runs "$work/runs" -j '-Xmx512m -XX:+UseSerialGC'
        grep -E 'Write speed|Rows written|Time taken' "$work/last" | sed 's/^/    /'
      done
    done
    ;;
  kafka)
    rows=${2:-1000000}
    channels=${3:-4}
    mkfifo "$work/first"
    DATAX_JVM=-Xmx1g bin/datax.sh local serve --dir "$work/data" --kafka-port 0 >"$work/first" 2>"$work/serve.err" &
    server=$!
    read -r endpoints <"$work/first"
    kafka=$(sed 's#.*"endpoint":"kafka://\([^"]*\)".*#\1#' <<<"$endpoints")
    java -Xmx512m -cp "$path" io.datachannels.benchmark.Messages fill "$kafka" "$rows" 4
    job() {
      cat >"$work/$1.json" <<JOB
{"job": {"setting": {"speed": {"channel": $channels}}, "content": [{
  "reader": {"name": "kafkareader", "parameter": {"server": "$kafka", "topic": "messages", "beginType": "earliest", "column": [$2]}},
  "writer": {"name": "streamwriter", "parameter": {"print": false}}}]}}
JOB
    }
    job text '"__value__"'
    job fields '"id", "name", "city", "note", "count", "millis", "price", "rate", "active", "digest"'
    for _ in $(seq "$rounds"); do
      timed "bare consumer" java -Xmx512m -XX:+UseSerialGC -cp "$path" io.datachannels.benchmark.Messages read "$kafka" "$rows" "$channels"
      sed 's/^/    /' "$work/last"
      for job in text fields; do
        timed "kafkareader, $job" bin/datax.sh "$work/$job.json" --runs "$work/runs" -j '-Xmx512m -XX:+UseSerialGC'
        grep -E 'Write speed|Rows written|Time taken' "$work/last" | sed 's/^/    /'
      done
    done
    ;;
  files)
    rows=${2:-300000}
    serve
    java -Xmx1500m -Xmn600m -XX:+UseSerialGC -cp "$path" io.datachannels.benchmark.FileFormats "$oss" target/datachannels/plugin "$rows" "$((rounds * 3))"
    stat -c '%s' "$work/data/oss/local/csv__00000.csv" | awk -v rows="$rows" '{ printf "%.1f bytes of csv a row\n", $1 / rows }'
    stat -c '%s' "$work/data/oss/local/parquet__00000.parquet" | awk -v rows="$rows" '{ printf "%.1f bytes of Parquet a row\n", $1 / rows }'
    ;;
  start)
    cat >"$work/stream.json" <<'JOB'
{"job": {"setting": {"speed": {"channel": 1}}, "content": [{
  "reader": {"name": "streamreader", "parameter": {"sliceRecordCount": 10, "column": [{"value": "text"}, {"value": "1", "type": "long"}]}},
  "writer": {"name": "streamwriter", "parameter": {"print": true}}}]}}
JOB
    for dir in data own; do bin/datax.sh demo --dir "$work/$dir" --runs "$work/runs" >/dev/null; done
    sed 's/{"type": "INF_MIN"}/{"type": "STRING", "value": "east"}, {"type": "INT", "value": "0"}/; s/{"type": "INF_MAX"}/{"type": "STRING", "value": "east"}, {"type": "INT", "value": "40"}/' \
      job-templates/ots-to-oss.json >"$work/ten.json"
    serve
    connection='"accessId": "local", "accessKey": "local"'
    sed "s#\"datasource\": \"tablestore\"#\"endpoint\": \"$tablestore\", $connection, \"instanceName\": \"local\"#; s#\"datasource\": \"oss\"#\"endpoint\": \"$oss\", $connection, \"bucket\": \"local\"#" "$work/ten.json" >"$work/served.json"
    for _ in $(seq "$rounds"); do
      timed "ten rows, stream to stream" bin/datax.sh "$work/stream.json" --runs "$work/runs"
      timed "ten rows, ots to oss" bin/datax.sh "$work/served.json" --runs "$work/runs"
      grep -E 'Rows written' "$work/last" | sed 's/^/    /'
      timed "ten rows, ots to oss --local" bin/datax.sh "$work/ten.json" --local --local-dir "$work/own" --runs "$work/runs"
      grep -E 'Rows written' "$work/last" | sed 's/^/    /'
    done
    ;;
  stream)
    rows=${2:-50000000}
    cat >"$work/stream.job" <<'JOB'
{"job": {"setting": {"speed": {"channel": CHANNELS}}, "content": [{
  "reader": {"name": "streamreader", "parameter": {"sliceRecordCount": ROWS, "column": [
    {"type": "long", "incr": "0, 1"}, {"value": "some text"}, {"type": "double", "incr": "0, 0.5"}, {"type": "bool", "random": "1, 1"},
    {"type": "date", "incr": "2026-01-01 00:00:00, 1"}, {"value": "other text"}, {"type": "long", "incr": "7, 3"},
    {"type": "decimal", "value": "12.34"}, {"type": "bytes", "value": "abc"}, {"type": "date", "incr": "2026-01-01 00:00:00, 60"}]}},
  "writer": {"name": "streamwriter", "parameter": {"print": false}}}]}}
JOB
    for channels in 1 2; do
      sed "s/CHANNELS/$channels/; s/ROWS/$rows/" "$work/stream.job" >"$work/stream.json"
      for _ in $(seq "$rounds"); do
        timed "stream to stream, $channels channel" bin/datax.sh "$work/stream.json" --runs "$work/runs"
        grep -E 'Write speed|Rows written' "$work/last" | sed 's/^/    /'
      done
      java -Xmx1g -Xmn512m -XX:+UseSerialGC -cp "$path" io.datachannels.benchmark.StreamJob \
        "$work/stream.job" target/datachannels/plugin "$work/runs" "$rows" "$channels"
    done
    ;;
  jmh)
    java -cp "$path" org.openjdk.jmh.Main "${2:-.*}"
    ;;
  *)
    sed -n 2,11p "$0" >&2
    exit 2
    ;;
esac
