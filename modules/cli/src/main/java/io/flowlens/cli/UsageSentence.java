package io.flowlens.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says what is wrong with a command line, and where its help is: printed whole, the help would push the sentence off the
 * screen. Who names no command sees the commands. Exit code 2.
 */
final class UsageSentence implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException mistake, String[] args) {
        CommandLine command = mistake.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(command.getColorScheme().errorText("flowlens: " + mistake.getMessage()));
        UnmatchedArgumentException.printSuggestions(mistake, err);
        if (command.getParent() == null) {
            command.usage(err, command.getColorScheme());
        } else {
            err.println("'" + command.getCommandSpec().qualifiedName() + " --help' explains every option");
        }
        err.flush();
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }
}
