import { editorVersions } from '../../scripts/editors.ts';
import { vsixFile } from '../package/vsix.ts';
import { story } from '../support/story.ts';

for (const version of editorVersions) {
  story(
    `a user of ${version} installs the extension and sees its gauge`,
    { version, extension: { vsix: vsixFile }, allBuiltIn: true },
    async (workbench) => {
      await workbench.statusBar.gaugeShows('Keygauge: add a key');
      await workbench.screenshot(`installed-${version}`);
    },
  );
}
