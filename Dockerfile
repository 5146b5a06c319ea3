# An image for each module that can be started: docker build --build-arg BASE=… --build-arg MODULE=gateway .
# ./run images builds all of them from what Maven has built.
#   BASE   a Java 17 or 21 runtime with a shell; ./run images takes the one in scripts/base.Dockerfile
#   MODULE the folder of the module
ARG BASE
FROM ${BASE}
ARG MODULE

COPY ${MODULE}/target/lib /app/lib
COPY ${MODULE}/target/${MODULE}.jar /app/app.jar
# The bill of materials, as CycloneDX.
COPY ${MODULE}/target/sbom /app/sbom

# Starts the service once, against nothing, and keeps the classes that it loaded as the JVM has them in
# memory (an archive for class-data sharing), which every start after that maps instead of reading jars.
#
# Netty takes each name under .localhost for this machine unless told otherwise; in the demo overlay such names
# are services.
COPY scripts/training.env scripts/java.args /app/
RUN printf '%s\n' '-XX:MaxRAMPercentage=60' '-XX:MaxDirectMemorySize=128m' '-XX:+ExitOnOutOfMemoryError' \
      '-Xshare:auto' '-Djava.io.tmpdir=/tmp' \
      '-Dio.netty.resolver.dns.resolveLocalhostWithoutDns=false' '-jar /app/app.jar' >> /app/java.args \
 && set -a && . /app/training.env && set +a \
 && { timeout -s TERM 12 java -XX:ArchiveClassesAtExit=/app/classes.jsa @/app/java.args || true; } \
 && rm /app/training.env && chmod a+r /app/classes.jsa /app/java.args

# The tap, for people in a pod: docs/tap.md.
RUN printf '%s\n' '#!/bin/sh' 'exec java -Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp /app/app.jar \' \
      '  dev.streamviewer.tap.terminal.TapMain "$@"' > /app/tap && chmod a+rx /app/tap

USER 10001:10001
WORKDIR /app
# Probes and Prometheus come from outside the container's network, other clients only if the port is published.
ENV LOG_FORMAT=json MANAGEMENT_HOST=0.0.0.0
ENTRYPOINT ["java", "-XX:SharedArchiveFile=/app/classes.jsa", "@/app/java.args"]
