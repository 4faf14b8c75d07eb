# One recipe for all services and the gateway, made of what Maven has built:
#   mvn package -DskipTests -Pimages
#   docker build --build-arg APP=services/leads -t tessera-crm/leads .
# The base image needs a Java 17 or newer and bash.
ARG BASE=eclipse-temurin:25-jre
FROM ${BASE}

ARG APP
LABEL org.opencontainers.image.title="Tessera CRM ${APP}" \
      org.opencontainers.image.licenses="Apache-2.0"

# From what seldom changes to what often does, so that a new version of a service is a small layer.
COPY docker/start docker/ready docker/train /opt/crm/bin/
COPY ${APP}/target/quarkus-app/lib/ /opt/crm/app/lib/
COPY ${APP}/target/quarkus-app/quarkus-run.jar /opt/crm/app/
COPY ${APP}/target/quarkus-app/app/ /opt/crm/app/app/
COPY ${APP}/target/quarkus-app/quarkus/ /opt/crm/app/quarkus/

WORKDIR /opt/crm
ENV CRM_HTTP_HOST=0.0.0.0 \
    CRM_HTTP_PORT=8080 \
    JAVA_OPTS="-XX:MaxRAMPercentage=65 -XX:+ExitOnOutOfMemoryError"

# What the JVM of this base image learns of the classes in a first start, so that every later one takes half the work; another 110 MB.
# TRAIN=false leaves it out.
ARG TRAIN=true
RUN if [ "$TRAIN" = true ]; then /opt/crm/bin/train; rm -rf /tmp/*; fi

# A number, so that Kubernetes can see that it is not root.
USER 10001:10001
EXPOSE 8080
ENTRYPOINT ["/opt/crm/bin/start"]
