import { fileURLToPath } from 'node:url'
import i18n from '@intlify/unplugin-vue-i18n/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { earlyScript } from './earlyScript.ts'
import { inlineStyles } from './inlineStyles.ts'
import { pageWeight } from './pageWeight.ts'
import { prefetchParts } from './prefetchParts.ts'
import { preloadLanguages } from './preloadLanguages.ts'
import { preloadPage } from './preloadPage.ts'
import { precompress } from './precompress.ts'

export default defineConfig({
  plugins: [
    vue(),
    earlyScript(
      '/src/ui/earlyTheme.js',
      '/src/session/earlyAnswers.js',
      '/src/i18n/earlyLanguage.js',
      '/src/shortcuts/pageKeys.js',
      '/src/app/earlyUpdates.js',
    ),
    // Messages are compiled here: the compiler would weigh more than all of them.
    i18n({
      include: fileURLToPath(new URL('src/i18n/locales/*/*.json', import.meta.url)),
      fullInstall: false,
      dropMessageCompiler: true,
    }),
    inlineStyles(),
    preloadPage(/HomeView\.vue$/),
    preloadLanguages(),
    prefetchParts(),
    precompress(),
    pageWeight(110),
  ],
  // Files find each other from where they are, so that one build serves from the gateway and a CDN.
  // All components use the Composition API.
  define: { __VUE_OPTIONS_API__: 'false', __INTLIFY_PROD_DEVTOOLS__: 'false' },
  base: './',
  build: {
    outDir: '../../../target/classes/webroot',
    emptyOutDir: true,
    // The gateway serves only / and /assets/*, so small files must not turn into data: addresses
    // that the content security policy would have to allow.
    assetsInlineLimit: 0,
    modulePreload: {
      polyfill: false,
      // Each tag takes a slow phone a moment, and a file that is being imported or was there before needs none.
      resolveDependencies: (file, files, { hostType }) =>
        hostType === 'html'
          ? files
          : files.filter(
              (it) => it !== file && !/\/(base|views|rolldown-runtime)-[^/]+\.js$/.test(it),
            ),
    },
    // A busy machine is no fault of the page.
    rolldownOptions: {
      checks: { bundlerTimings: false },
      // The code that every visitor loads is one file: in pieces it compresses less well.
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'base',
              test: /src\/(api\/(?!schedule|videos)|contract|i18n\/(locales\/(en|messagesOf)\.ts|locales\/en\/(?!broadcast|channels|chatConsent|details|embedNotice|headlines|login|moderator|overlay|settings|shortcuts|sounds|state|subscriptions|timeline|tools|unknown|unlock)|\w+\.ts$|headlines\/(headline|parts|people|strangers))|session\/(?!consents|login)\w+\.ts|storage|streamers\/streamerName|ui\/(?!StateNotice|ThemeSwitch|onFramePress))|node_modules\/(@?vue|@intlify|@vueuse)/,
              priority: 1,
            },
            // With all that the views import.
            { name: 'views', test: /src\/app\/views\.ts$/ },
            // Small parts that every stream loads while its rows are drawn. Each stylesheet makes the browser look at the whole page.
            {
              name: 'late',
              test: /src\/(followed\/ChannelsButton|shortcuts\/ShortcutKeys|stream\/(MutedHint|StreamNotices)|feed\/rows\/ShoutoutOffer)\.vue/,
            },
          ],
        },
      },
    },
  },
  css: {
    preprocessorOptions: {
      // Bootstrap 5.3 is written with Sass imports; there is no module version of it to use.
      scss: { quietDeps: true, silenceDeprecations: ['import'] },
    },
  },
  server: {
    proxy: { '/api': 'http://localhost:8080' },
  },
  test: {
    environment: 'happy-dom',
    restoreMocks: true,
    // As long as a busy machine may need.
    testTimeout: 60_000,
  },
})
