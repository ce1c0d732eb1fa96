# The hook service. NODE_IMAGE names the base; any Node.js 20.11 or later on glibc will do.
ARG NODE_IMAGE=node:22-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json ./
COPY hooks-server hooks-server
COPY scripts scripts
RUN npm run build && npm prune --omit=dev --no-audit --no-fund
# The package brings ONNX Runtime for every system; this image needs one of them.
RUN cd node_modules/onnxruntime-node/bin && \
  find . -mindepth 3 -maxdepth 3 -not -path "*/linux/$(node -p process.arch)" -exec rm -r {} +

# Stands in for a provider in demonstrations; nothing of it is in the service's image.
FROM ${NODE_IMAGE} AS mock-provider
WORKDIR /app
ENV NODE_ENV=production
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist/scripts/lab/mock-provider.js dist/scripts/lab/mock-provider.js
COPY --from=build /app/dist/scripts/lab/mock-provider dist/scripts/lab/mock-provider
USER 1000:1000
EXPOSE 9090
CMD ["node", "dist/scripts/lab/mock-provider.js", "--host", "0.0.0.0", "--port", "9090"]

# The product's command line without the laboratory, for the last stage.
FROM build AS product
RUN rm -r dist/scripts/lab

FROM ${NODE_IMAGE}
WORKDIR /app
# The service needs 300 MB: V8 collects before its heap is large, and glibc keeps freed memory in two arenas. NODE_OPTIONS
# with a larger --max-old-space-size is for large caches in memory.
ENV NODE_ENV=production HOOKS_DATA_DIR=/data \
  NODE_OPTIONS=--max-old-space-size=256 MALLOC_ARENA_MAX=2 MALLOC_TRIM_THRESHOLD_=131072
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=product /app/dist/hooks-server dist/hooks-server
COPY --from=product /app/dist/scripts dist/scripts
COPY config config
COPY console console
COPY models models
RUN mkdir /data && chown 1000:1000 /data
USER 1000:1000
VOLUME /data
EXPOSE 4100 4101
HEALTHCHECK --interval=5s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'; fetch((process.env.HOOKS_SERVER_TLS_CERT_FILE ? 'https' : 'http') + '://127.0.0.1:' + (process.env.HOOKS_PORT || 4100) + '/health/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=4", "dist/hooks-server/main.js"]
