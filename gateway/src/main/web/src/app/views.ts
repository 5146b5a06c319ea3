// Views that share most of their code, which compresses better in one file.
export { default as FeedView } from './FeedView.vue'
export { default as HomeView } from './HomeView.vue'
