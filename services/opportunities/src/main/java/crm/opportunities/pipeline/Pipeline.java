package crm.opportunities.pipeline;

import crm.chassis.record.CrmRecord;
import crm.chassis.record.JsonList;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.ColumnTransformer;

/** A way that deals go, stage by stage. */
@Entity
public class Pipeline extends CrmRecord {

    public String name;

    /** Whether opportunities go this way where nobody says otherwise; true for one pipeline. */
    public boolean isDefault;

    /** The stages in their order as people see them; replaced as a whole, together with the rows of {@link Stage}. */
    @Convert(converter = JsonList.class)
    @ColumnTransformer(read = "cast(stages as text)", write = JsonList.WRITE)
    public List<Map<String, Object>> stages;
}
