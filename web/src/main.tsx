import { ApolloProvider } from '@apollo/client/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { createGraphqlClient } from './graphql-client.js';
import './styles/base.css';
import './styles/controls.css';
import './styles/start.css';
import './styles/evidence.css';
import './styles/findings.css';
import './styles/criteria.css';
import './styles/comparison.css';
import './styles/result.css';
import './styles/history.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has a #root');

createRoot(root).render(
  <StrictMode>
    <ApolloProvider client={createGraphqlClient()}>
      <App />
    </ApolloProvider>
  </StrictMode>,
);
