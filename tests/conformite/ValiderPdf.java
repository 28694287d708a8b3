import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Validates with veraPDF the PDF files whose paths it reads, one a line, until there are no more: one line for each
 * profile, each followed by the rules that are broken, then an empty line.
 */
public class ValiderPdf {
  private static final List<PDFAFlavour> PROFILES = List.of(PDFAFlavour.PDFA_3_A, PDFAFlavour.PDFUA_1);

  public static void main(String[] none) throws Exception {
    Logger.getLogger("").setLevel(Level.SEVERE);
    VeraGreenfieldFoundryProvider.initialise();
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String file : (Iterable<String>) asked.lines()::iterator) {
      try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file));
          PDFAValidator validator = Foundries.defaultInstance().createValidator(PROFILES)) {
        parser.setFlavours(PROFILES);  // whatever the file says of itself
        validator.validateAll(parser).forEach(result -> tell(result, file, out));
      } catch (Exception unreadable) {
        out.println("REFUSÉ " + file + " : " + unreadable);
      }
      out.println();
    }
  }

  private static void tell(ValidationResult result, String file, PrintStream out) {
    out.println((result.isCompliant() ? "conforme " : "REFUSÉ ") + result.getPDFAFlavour() + " " + file);
    result.getFailedChecks().forEach((rule, times) ->
        out.println("  " + rule.getClause() + "-" + rule.getTestNumber() + ", " + times + " fois"));
  }
}
