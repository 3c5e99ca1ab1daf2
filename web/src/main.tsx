import { ApolloProvider } from '@apollo/client/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createGraphqlClient } from './api/graphql-client.js';
import { App } from './app.js';
import './page/base.css';
import './page/controls.css';
import './upload/start.css';
import './result/evidence.css';
import './result/findings.css';
import './result/criteria.css';
import './compare/comparison.css';
import './result/result.css';
import './history/history.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has a #root');

createRoot(root).render(
  <StrictMode>
    <ApolloProvider client={createGraphqlClient()}>
      <App />
    </ApolloProvider>
  </StrictMode>,
);
