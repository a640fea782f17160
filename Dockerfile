# Build: sources in, one jar and its libraries out.
FROM maven:3-eclipse-temurin-25-noble AS build
WORKDIR /build
COPY pom.xml ./
COPY src ./src
RUN mvn -B -ntp -q -Dmaven.test.skip=true package

# Run: a JRE 25 on Ubuntu 24.04 and the distribution's own redis-server, which gets its security updates and brings the
# libssl that the binary carried in the jar would need too.
FROM eclipse-temurin:25-jre-noble
RUN apt-get update \
 && apt-get install -y --no-install-recommends curl redis-server \
 && rm -rf /var/lib/apt/lists/*
RUN groupadd --system --gid 5511 linja \
 && useradd --system --uid 5511 --gid linja --no-create-home --shell /usr/sbin/nologin linja \
 && install -d -o linja -g linja -m 0700 /opt/linja/data
WORKDIR /opt/linja
COPY --from=build /build/target/lib ./target/lib
COPY --from=build /build/target/linja.jar ./target/
COPY linja LICENSE ./
COPY config ./config
COPY ivr-scripts ./ivr-scripts
# What the JVM learns here lets every start be quick (docs/OPERATIONS.md).
RUN ./linja prepare
# By number, so that an orchestrator can see that it is not root.
USER 5511:5511
# The database, its keys and nothing else: back up this folder (docs/OPERATIONS.md).
VOLUME /opt/linja/data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD curl -fsS http://127.0.0.1:8080/health || exit 1
ENTRYPOINT ["/opt/linja/linja"]
CMD ["serve", "--config", "config"]
