#!/bin/sh
# The image's `tributary`: what the script of that name in a checkout does, without building. TRIBUTARY_JAVA_OPTS are further
# options for the JVM; the heap takes its share of the container's memory, the stores need the rest.
collector='-XX:+UseParallelGC -XX:NewRatio=1'
case ${TRIBUTARY_JAVA_OPTS:-} in *-XX:+Use*GC*) collector= ;; esac
huge=
case $(cat /sys/kernel/mm/transparent_hugepage/enabled 2>/dev/null) in
  *'[madvise]'* | *'[always]'*) huge=-XX:+UseTransparentHugePages ;;
esac
# shellcheck disable=SC2086 # TRIBUTARY_JAVA_OPTS and $collector are lists, and each may be empty
exec java --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+ExitOnOutOfMemoryError \
  $collector $huge -XX:MaxRAMPercentage=60 ${TRIBUTARY_JAVA_OPTS:-} -cp '/opt/tributary/lib/*' io.tributary.app.Main "$@"
