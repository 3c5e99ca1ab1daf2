import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const SERVER = 'http://127.0.0.1:4000';

export default defineConfig({
  base: '/app/',
  plugins: [react()],
  build: {
    // The server's policy allows no data: scripts or styles, and small files cost nothing over one connection.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/graphql': SERVER, '/pictures': SERVER } },
});
