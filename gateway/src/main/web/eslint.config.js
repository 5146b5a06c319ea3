import js from '@eslint/js'
import prettier from 'eslint-config-prettier/flat'
import vue from 'eslint-plugin-vue'
import { defineConfig, globalIgnores } from 'eslint/config'
import globals from 'globals'
import typescript from 'typescript-eslint'

export default defineConfig(
  globalIgnores(['src/contract/openapi.ts']),
  js.configs.recommended,
  typescript.configs.recommendedTypeChecked,
  typescript.configs.stylistic,
  vue.configs['flat/recommended'],
  {
    languageOptions: {
      globals: globals.browser,
      parserOptions: {
        parser: typescript.parser,
        projectService: {
          allowDefaultProject: [
            ...['*.js', '.*.js', 'src/ui/earlyTheme.js', 'src/i18n/earlyLanguage.js'],
            ...['src/shortcuts/pageKeys.js', 'src/app/earlyUpdates.js'],
            'src/session/earlyAnswers.js',
          ],
        },
        extraFileExtensions: ['.vue'],
      },
    },
    rules: {
      'vue/component-api-style': 'error',
      'vue/block-lang': ['error', { script: { lang: 'ts' }, style: { lang: 'scss' } }],
      'vue/no-v-html': 'error',
      'vue/no-static-inline-styles': 'error',
    },
  },
  {
    // No types: the page's types lack those of service workers.
    files: ['public/*.js'],
    extends: [typescript.configs.disableTypeChecked],
    languageOptions: { globals: globals.serviceworker },
  },
  prettier,
)
