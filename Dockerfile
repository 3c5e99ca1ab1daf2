# Builds the server and its front end, and keeps only what runs them.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY web/package.json web/
RUN npm ci
COPY . .
RUN npm run build && npm run build:web && npm prune --omit=dev && scripts/prune-image.sh node_modules

FROM node:24-bookworm-slim
WORKDIR /app
# V8 otherwise lets garbage grow with the machine, and glibc keeps freed memory for each thread.
ENV NODE_ENV=production \
    MALLOC_ARENA_MAX=2 \
    HOST=0.0.0.0 \
    PORT=4000 \
    NODE_OPTIONS="--max-old-space-size=192 --max-semi-space-size=2"
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/schema schema
COPY --from=build /app/web/dist web/dist
# For the SQLite file and a folder of pictures, where no other stores are named. Nothing else is written to.
RUN mkdir data && chown node:node data
VOLUME /app/data
USER node
EXPOSE 4000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --retries=6 CMD node -e "fetch('http://127.0.0.1:'+process.env.PORT+'/health/live').then(({ok})=>process.exit(ok?0:1),()=>process.exit(1))"
CMD ["node", "dist/main.js"]
