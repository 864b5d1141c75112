import { perform } from './acts/table';

await perform('library');
