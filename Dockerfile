# The flowlens command as an image: Maven packages the distribution, and a JRE runs it as nobody in particular.
# It writes to /tmp (native libraries are unpacked and loaded there: not noexec) and /var/lib/flowlens, and nowhere else.
FROM maven:3.9.11-eclipse-temurin-17-noble AS distribution
WORKDIR /src
COPY pom.xml .
COPY modules modules
ARG COMMIT=unknown
RUN mvn -B -ntp -q -pl modules/cli -am -DskipTests -Dflowlens.commit=$COMMIT package

FROM eclipse-temurin:17.0.17_10-jre-noble
# What 'ingest --inflater libdeflate' calls.
RUN apt-get update \
 && apt-get install -y --no-install-recommends libdeflate0 \
 && rm -rf /var/lib/apt/lists/*
RUN groupadd --gid 10001 flowlens \
 && useradd --uid 10001 --gid flowlens --no-create-home --home-dir /var/lib/flowlens --shell /usr/sbin/nologin flowlens \
 && install -d -o flowlens -g flowlens -m 0750 /var/lib/flowlens \
 && ln -s /opt/flowlens/flowlens /usr/local/bin/flowlens
COPY flowlens LICENSE /opt/flowlens/
COPY --from=distribution /src/modules/cli/target/flowlens/lib /opt/flowlens/lib
USER 10001:10001
WORKDIR /var/lib/flowlens
ENV FLOWLENS_STATE_DIR=/var/lib/flowlens/state \
    FLOWLENS_STATUS_ADDRESS=0.0.0.0 \
    FLOWLENS_STATUS_PORT=9400
EXPOSE 9400
ENTRYPOINT ["flowlens"]
CMD ["--help"]
