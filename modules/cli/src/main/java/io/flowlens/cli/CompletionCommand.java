package io.flowlens.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flowlens completion}: the script that lets a shell complete commands and options. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = {"Prints the script with which a shell completes commands and options.", ""},
        footer = {
            "",
            "For this shell, bash or zsh:   source <(flowlens completion bash)",
            "For every new one:             put that line into ~/.bashrc or ~/.zshrc"
        })
final class CompletionCommand implements Runnable {

    /** One script serves both: in zsh it turns on what it needs of bash. */
    enum Shell {
        BASH,
        ZSH
    }

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
    private Shell shell;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine()
                .getOut()
                .print(AutoComplete.bash("flowlens", spec.root().commandLine()));
        spec.commandLine().getOut().flush();
    }
}
