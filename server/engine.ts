/** Everything of the server but the channel to its client: a file of its own, loaded when the client has its first answer. */
export { ENGINE } from './host/engine.js';
export { serve } from './server.js';
