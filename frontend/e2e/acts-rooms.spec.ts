import { perform } from './acts/table';

await perform('rooms');
