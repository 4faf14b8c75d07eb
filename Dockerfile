# One recipe for all services and the gateway, made of what Maven has built:
#   mvn package -DskipTests
#   docker build --build-arg APP=services/leads -t tessera-crm/leads .
# The base image needs a Java 17 or newer and bash.
ARG BASE=eclipse-temurin:25-jre
FROM ${BASE}

ARG APP
LABEL org.opencontainers.image.title="Tessera CRM ${APP}" \
      org.opencontainers.image.licenses="Apache-2.0"

# From what seldom changes to what often does, so that a new version of a service is a small layer.
COPY docker/start docker/ready /opt/crm/bin/
COPY ${APP}/target/quarkus-app/lib/ /opt/crm/app/lib/
COPY ${APP}/target/quarkus-app/quarkus-run.jar /opt/crm/app/
COPY ${APP}/target/quarkus-app/app/ /opt/crm/app/app/
COPY ${APP}/target/quarkus-app/quarkus/ /opt/crm/app/quarkus/

# A number, so that Kubernetes can see that it is not root.
USER 10001:10001
WORKDIR /opt/crm
ENV CRM_HTTP_HOST=0.0.0.0 \
    CRM_HTTP_PORT=8080 \
    JAVA_OPTS="-XX:MaxRAMPercentage=65 -XX:+ExitOnOutOfMemoryError"
EXPOSE 8080
ENTRYPOINT ["/opt/crm/bin/start"]
